using System.Reflection;

namespace Microsoft.ML.Data;

// The columns that a class declares with LoadColumnAttribute.
internal static class TextMembers
{
    public static TextLoader.Column[] ColumnsOf(Type type)
    {
        const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance;
        var properties = type.GetProperties(Public).Where(property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0);
        MemberInfo[] members = [.. type.GetFields(Public), .. properties];
        if (members.Length == 0)
            throw new ArgumentOutOfRangeException(nameof(type), $"Type {type.Name} has no public field or property that can be read.");
        return Array.ConvertAll(members, ColumnOf);
    }

    private static TextLoader.Column ColumnOf(MemberInfo member)
    {
        var fields = member.GetCustomAttribute<LoadColumnAttribute>()
            ?? throw new InvalidOperationException($"Member '{member.Name}' is missing the {nameof(LoadColumnAttribute)}.");
        var item = MemberTypes.ItemTypeOf(MemberTypes.TypeOf(member), out _);
        if (DataKinds.TypeOf(item) is null or RowIdDataViewType)
            throw new InvalidOperationException($"Member '{member.Name}' is of a type that no text can be read as.");

        var key = member.GetCustomAttribute<KeyTypeAttribute>();
        return new()
        {
            Name = member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name,
            DataKind = DataKinds.KindOf(item),
            Source = fields.Sources,
            KeyCount = key is null ? null : new KeyCount { Count = key.Count },
        };
    }
}
