using System.Reflection;

namespace Microsoft.ML.Data;

public sealed partial class SchemaDefinition : List<SchemaDefinition.Column>
{
    private SchemaDefinition()
    {
    }

    public Column this[string columnName]
    {
        get => Find(column => column.ColumnName == columnName)!;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.ColumnName != columnName)
                throw new ArgumentOutOfRangeException(nameof(columnName), $"The column is named '{value.ColumnName}', not '{columnName}'.");
            var index = FindIndex(column => column.ColumnName == columnName);
            if (index < 0)
                Add(value);
            else
                this[index] = value;
        }
    }

    public static SchemaDefinition Create(Type userType, Direction direction = Direction.Both)
    {
        ArgumentNullException.ThrowIfNull(userType);
        var definition = new SchemaDefinition();
        foreach (var member in MembersOf(userType, direction).Where(member => member.GetCustomAttribute<NoColumnAttribute>() is null))
        {
            var name = member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name;
            if (definition[name] is not null)
                throw new ArgumentOutOfRangeException(nameof(userType), $"Type {userType.Name} has more than one member for column '{name}'.");
            definition.Add(new Column(member.Name, name, MemberTypes.ColumnTypeOf(member)));
        }

        return definition;
    }

    // The definition by which objects stand for rows of a schema: the schema says type and annotations of each column.
    internal static SchemaDefinition For(Type userType, DataViewSchema schema)
    {
        var definition = Create(userType, Direction.Read);
        foreach (var column in schema)
        {
            var member = definition[column.Name]
                ?? throw new InvalidOperationException($"Type {userType.Name} should contain a member named {column.Name}.");
            member.ColumnType = column.Type;
            member.AnnotateLike(column.Annotations);
        }

        return definition;
    }

    private static IEnumerable<MemberInfo> MembersOf(Type userType, Direction direction)
    {
        const BindingFlags Visible = BindingFlags.Public | BindingFlags.Instance;
        var properties = userType.GetProperties(Visible).Where(property => property.GetIndexParameters().Length == 0
            && ((direction.HasFlag(Direction.Read) && property.GetGetMethod() is not null)
                || (direction.HasFlag(Direction.Write) && property.GetSetMethod() is not null)));
        return userType.GetFields(Visible).Concat<MemberInfo>(properties);
    }
}
