using System.Reflection;

namespace Microsoft.ML.Data;

// How the type of a field or property stands for the type of a column.
internal static class MemberTypes
{
    public static Type TypeOf(MemberInfo member) => member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;

    // The raw type of the column's items; text stands for strings.
    public static Type ItemTypeOf(Type memberType, out bool isVector)
    {
        var isBuffer = memberType.IsGenericType && memberType.GetGenericTypeDefinition() == typeof(VBuffer<>);
        isVector = memberType.IsArray || isBuffer;
        var item = memberType.IsArray ? memberType.GetElementType()! : isBuffer ? memberType.GetGenericArguments()[0] : memberType;
        return item == typeof(string) ? typeof(ReadOnlyMemory<char>) : item;
    }

    public static DataViewType ColumnTypeOf(MemberInfo member)
    {
        var raw = ItemTypeOf(TypeOf(member), out var isVector);
        var item = ItemTypeOf(member, raw);
        var vector = member.GetCustomAttribute<VectorTypeAttribute>();
        if (!isVector)
            return vector is null ? item : throw Unfit(member, $"is marked with {nameof(VectorTypeAttribute)}, but is no vector");
        return vector is { Dimensions.Length: > 0 } ? new VectorDataViewType(item, vector.Dimensions) : new VectorDataViewType(item);
    }

    private static PrimitiveDataViewType ItemTypeOf(MemberInfo member, Type raw)
    {
        if (member.GetCustomAttribute<KeyTypeAttribute>() is not { } key)
            return DataKinds.TypeOf(raw) ?? throw Unfit(member, $"is of type {raw}, for which there is no column type");
        if (!KeyDataViewType.IsValidDataType(raw))
            throw Unfit(member, $"is marked with {nameof(KeyTypeAttribute)}, but is no unsigned integer");
        return new KeyDataViewType(raw, key.Count);
    }

    private static Exception Unfit(MemberInfo member, string why) =>
        Errors.BadArgument("userType", $"Member {member.Name} of {member.DeclaringType?.Name} {why}.");
}
