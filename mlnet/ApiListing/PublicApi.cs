using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ApiListing;

/// <summary>
/// Lists the public API of assemblies, one line a member: <c>ASSEMBLY | TYPE | MEMBER</c>.
/// A type's own line has "type ..." for MEMBER: its kind, modifiers, base class and interfaces.
/// "public" and "protected" members are listed; what only the assembly itself can see is not.
/// </summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
                                        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Gives the sorted lines of all <paramref name="assemblies"/>.</summary>
    public static IReadOnlyCollection<string> List(IEnumerable<Assembly> assemblies)
    {
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var assembly in assemblies)
        {
            foreach (var type in assembly.GetTypes().Where(IsVisible))
            {
                foreach (var member in Members(type))
                    lines.Add($"{assembly.GetName().Name} | {TypeName.Of(type, definition: true)} | {member}");
            }
        }

        return lines;
    }

    private static bool IsVisible(Type type) =>
        type.IsNested ? (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!)
                      : type.IsPublic;

    private static bool Seen(MethodBase? m) => m is not null && (m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly);

    private static string Access(MethodBase m) => m.IsPublic ? "public" : "protected";

    private static string Modifiers(MethodBase m) =>
        (m.IsStatic ? " static" : "")
        + (m.IsAbstract ? " abstract" : m.IsVirtual && !m.IsFinal ? " virtual" : "");

    private static IEnumerable<string> Members(Type type) =>
        Fields(type).Concat(Constructors(type)).Concat(Properties(type)).Concat(Events(type)).Concat(Methods(type))
                    .Prepend("type " + Shape(type));

    private static IEnumerable<string> Fields(Type type)
    {
        foreach (var field in type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly))
        {
            if (field.IsSpecialName)
                continue;
            var kind = field.IsLiteral ? " const" : (field.IsStatic ? " static" : "") + (field.IsInitOnly ? " readonly" : "");
            var value = field.IsLiteral ? " = " + Literal(type, field.GetRawConstantValue()) : "";
            yield return $"field {(field.IsPublic ? "public" : "protected")}{kind} {TypeName.Of(field.FieldType)} {field.Name}{value}";
        }
    }

    private static string? Literal(Type type, object? value) =>
        Convert.ToString(type.IsEnum ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : value ?? "null", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Constructors(Type type) =>
        type.GetConstructors(Declared).Where(c => Seen(c) && !c.IsStatic).Select(c => $"ctor {Access(c)} ({Parameters(c)})");

    private static IEnumerable<string> Properties(Type type)
    {
        foreach (var property in type.GetProperties(Declared))
        {
            var get = Seen(property.GetMethod) ? property.GetMethod : null;
            var set = Seen(property.SetMethod) ? property.SetMethod : null;
            if ((get ?? set) is not { } any)
                continue;
            var index = property.GetIndexParameters();
            var at = index.Length == 0 ? "" : "[" + string.Join(", ", index.Select(Parameter)) + "]";
            yield return $"property {Access(any)}{Modifiers(any)} {TypeName.Of(property.PropertyType)} {property.Name}{at} {{{(get is null ? "" : " get;")}{(set is null ? "" : " set;")} }}";
        }
    }

    private static IEnumerable<string> Events(Type type) =>
        type.GetEvents(Declared).Where(e => Seen(e.AddMethod))
            .Select(e => $"event {Access(e.AddMethod!)}{Modifiers(e.AddMethod!)} {TypeName.Of(e.EventHandlerType!)} {e.Name}");

    private static IEnumerable<string> Methods(Type type)
    {
        foreach (var method in type.GetMethods(Declared).Where(Seen))
        {
            if (method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal))
                continue;
            var generic = method.IsGenericMethodDefinition ? "<" + string.Join(", ", method.GetGenericArguments().Select(a => a.Name)) + ">" : "";
            var extension = method.IsDefined(typeof(ExtensionAttribute), false) ? "this " : "";
            var where = method.IsGenericMethodDefinition ? Where(method.GetGenericArguments()) : "";
            yield return $"method {Access(method)}{Modifiers(method)} {TypeName.Of(method.ReturnType)} {method.Name}{generic}({extension}{Parameters(method)}){where}";
        }
    }

    private static string Shape(Type type)
    {
        if (type.IsEnum)
            return "enum : " + TypeName.Of(Enum.GetUnderlyingType(type));
        if (typeof(MulticastDelegate).IsAssignableFrom(type))
        {
            var invoke = type.GetMethod("Invoke")!;
            return $"delegate {TypeName.Of(invoke.ReturnType)} ({Parameters(invoke)})";
        }

        var bases = new List<string>();
        if (type.BaseType is { } b && b != typeof(object) && b != typeof(ValueType))
            bases.Add(TypeName.Of(b));
        bases.AddRange(type.GetInterfaces().Where(i => i.IsVisible).Select(i => TypeName.Of(i)).Order(StringComparer.Ordinal));
        var where = type.IsGenericTypeDefinition ? Where(type.GetGenericArguments()) : "";
        return Kind(type) + (bases.Count == 0 ? "" : " : " + string.Join(", ", bases)) + where;
    }

    private static string Kind(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsValueType: true } => IsReadOnly(type) ? "readonly struct" : "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    // By name: an assembly built for .NET Standard carries an attribute class of its own.
    private static bool IsReadOnly(Type type) =>
        type.CustomAttributes.Any(a => a.AttributeType.FullName == "System.Runtime.CompilerServices.IsReadOnlyAttribute");

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo p)
    {
        var by = p.IsOut ? "out " : p.ParameterType.IsByRef ? (p.IsIn ? "in " : "ref ") : p.IsDefined(typeof(ParamArrayAttribute), false) ? "params " : "";
        var type = p.ParameterType.IsByRef ? p.ParameterType.GetElementType()! : p.ParameterType;
        return $"{by}{TypeName.Of(type)} {p.Name}{Default(p)}";
    }

    private static string Default(ParameterInfo p) => !p.HasDefaultValue ? "" : " = " + p.RawDefaultValue switch
    {
        null => "default",
        string s => "\"" + s + "\"",
        bool f => f ? "true" : "false",
        var v => Convert.ToString(v, CultureInfo.InvariantCulture),
    };

    private static string Where(Type[] arguments)
    {
        var all = "";
        foreach (var argument in arguments)
        {
            var parts = new List<string>();
            var flags = argument.GenericParameterAttributes;
            var isStruct = flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
            if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
                parts.Add("class");
            if (isStruct)
                parts.Add("struct");
            parts.AddRange(argument.GetGenericParameterConstraints().Where(c => c != typeof(ValueType)).Select(c => TypeName.Of(c)));
            if (flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isStruct)
                parts.Add("new()");
            if (parts.Count > 0)
                all += $" where {argument.Name} : {string.Join(", ", parts)}";
        }

        return all;
    }
}
