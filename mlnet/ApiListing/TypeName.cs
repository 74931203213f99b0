namespace ApiListing;

/// <summary>A type's name as the listing writes it: <c>Namespace.Outer+Inner&lt;Argument&gt;</c>.</summary>
internal static class TypeName
{
    public static string Of(Type type, bool definition = false)
    {
        if (type.IsGenericParameter)
            return type.Name;
        if (type.IsByRef)
            return "ref " + Of(type.GetElementType()!);
        if (type.IsPointer)
            return Of(type.GetElementType()!) + "*";
        if (type.IsArray)
            return Of(type.GetElementType()!) + "[" + new string(',', type.GetArrayRank() - 1) + "]";

        var arguments = type.GetGenericArguments();
        var own = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var name = type.Name.Split('`')[0];
        if (arguments.Length > own)
            name += "<" + string.Join(", ", arguments.Skip(own).Select(a => definition ? a.Name : Of(a))) + ">";
        if (type.IsNested)
        {
            var outer = type.DeclaringType!;
            var bound = outer.IsGenericTypeDefinition && !type.IsGenericTypeDefinition
                ? outer.MakeGenericType(arguments.Take(own).ToArray())
                : outer;
            return Of(bound, definition) + "+" + name;
        }

        return type.Namespace is { Length: > 0 } ns ? ns + "." + name : name;
    }
}
