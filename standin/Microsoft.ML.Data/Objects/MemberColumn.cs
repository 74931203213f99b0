using System.Linq.Expressions;
using System.Reflection;

namespace Microsoft.ML.Data;

// A column and the member that holds its value in an object.
internal sealed class MemberColumn
{
    private MemberColumn(string name, DataViewType type, MemberInfo member, DataViewSchema.Annotations annotations)
    {
        Name = name;
        Type = type;
        Member = member;
        Annotations = annotations;
    }

    public string Name { get; }

    public DataViewType Type { get; }

    public MemberInfo Member { get; }

    public DataViewSchema.Annotations Annotations { get; }

    public Type MemberType => MemberTypes.TypeOf(Member);

    public static MemberColumn[] Of(Type rowType, SchemaDefinition? definition, SchemaDefinition.Direction direction) =>
        [.. (definition ?? SchemaDefinition.Create(rowType, direction)).Select(column => Of(rowType, column))];

    public static DataViewSchema SchemaOf(IEnumerable<MemberColumn> columns)
    {
        var builder = new DataViewSchema.Builder();
        foreach (var column in columns)
            builder.AddColumn(column.Name, column.Type, column.Annotations);
        return builder.ToSchema();
    }

    public Func<TRow, TMember> CompileGet<TRow, TMember>()
    {
        var row = Expression.Parameter(typeof(TRow));
        return Expression.Lambda<Func<TRow, TMember>>(Expression.MakeMemberAccess(row, Member), row).Compile();
    }

    public Action<TRow, TMember> CompileSet<TRow, TMember>()
    {
        var row = Expression.Parameter(typeof(TRow));
        var value = Expression.Parameter(typeof(TMember));
        return Expression.Lambda<Action<TRow, TMember>>(Expression.Assign(Expression.MakeMemberAccess(row, Member), value), row, value).Compile();
    }

    private static MemberColumn Of(Type rowType, SchemaDefinition.Column column)
    {
        var member = (MemberInfo?)rowType.GetField(column.MemberName) ?? rowType.GetProperty(column.MemberName)
            ?? throw Unfit($"There is no field or property '{column.MemberName}' in type '{rowType.FullName}'.");
        var name = string.IsNullOrEmpty(column.ColumnName) ? column.MemberName : column.ColumnName;
        if (column.ColumnType is not { } type)
            return new MemberColumn(name, MemberTypes.ColumnTypeOf(member), member, column.Annotations);

        var item = MemberTypes.ItemTypeOf(MemberTypes.TypeOf(member), out var isVector);
        if (isVector != type is VectorDataViewType)
            throw Unfit($"Column '{name}' is to be of type {type}, but member '{column.MemberName}' is a {(isVector ? "vector" : "scalar")}.");
        if (type.ItemType().RawType != item)
            throw Unfit($"Column '{name}' is to hold items of type {type.ItemType().RawType}, but member '{column.MemberName}' holds {item}.");
        return new MemberColumn(name, type, member, column.Annotations);
    }

    private static Exception Unfit(string why) => Errors.BadArgument("userSchemaDefinition", why);
}
