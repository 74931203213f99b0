using System.Reflection;

namespace Microsoft.ML.Data;

// Fills the members of objects from the columns of a row.
internal sealed class ObjectWriter<TRow>
    where TRow : class
{
    private readonly (MemberColumn Member, int Index)[] _columns;

    public ObjectWriter(DataViewSchema schema, bool ignoreMissingColumns, SchemaDefinition? definition)
    {
        var columns = new List<(MemberColumn, int)>();
        foreach (var member in MemberColumn.Of(typeof(TRow), definition, SchemaDefinition.Direction.Write))
        {
            if (schema.GetColumnOrNull(member.Name) is { } column)
                columns.Add((member, Fit(column, member).Index));
            else if (!ignoreMissingColumns)
                throw Errors.MissingColumn("Schema", "", member.Name);
        }

        _columns = [.. columns];
    }

    // The numbers of the columns that are read.
    public IEnumerable<int> Columns => _columns.Select(column => column.Index);

    public Action<TRow> Bind(DataViewRow row)
    {
        var setters = Array.ConvertAll(_columns, column => CreateSetter(column.Member, row, row.Schema[column.Index]));
        return target =>
        {
            foreach (var set in setters)
                set(target);
        };
    }

    private static DataViewSchema.Column Fit(DataViewSchema.Column column, MemberColumn member)
    {
        var item = MemberTypes.ItemTypeOf(member.MemberType, out var isVector);
        if (isVector != column.Type is VectorDataViewType || column.Type.ItemType().RawType != item)
        {
            throw new InvalidOperationException(
                $"Can't bind the IDataView column '{column.Name}' of type '{column.Type}' to field or property '{member.Member.Name}' of type '{member.MemberType.FullName}'.");
        }

        return column;
    }

    private static Action<TRow> CreateSetter(MemberColumn member, DataViewRow row, DataViewSchema.Column column)
    {
        var type = member.MemberType;
        if (type == typeof(string))
            return Text(member.CompileSet<TRow, string>(), row.GetGetter<ReadOnlyMemory<char>>(column));
        if (type == typeof(string[]))
            return ToArray(member, row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(column), text => text.ToString());
        try
        {
            return CreateTypedSetter(type, member, row, column);
        }
        catch (Exception e)
        {
            // ML.NET binds by reflection here, and what the column's getter throws comes out wrapped.
            throw new TargetInvocationException(e);
        }
    }

    private static Action<TRow> CreateTypedSetter(Type type, MemberColumn member, DataViewRow row, DataViewSchema.Column column)
    {
        if (type.IsArray)
            return GenericCall.Invoke(ToArray<int>, type.GetElementType()!, member, row, column);
        return column.Type is VectorDataViewType vector
            ? GenericCall.Invoke(ToBuffer<int>, vector.ItemType.RawType, member, row, column)
            : GenericCall.Invoke(Direct<int>, type, member, row, column);
    }

    private static Action<TRow> Text(Action<TRow, string> set, ValueGetter<ReadOnlyMemory<char>> getter)
    {
        var text = default(ReadOnlyMemory<char>);
        return target =>
        {
            getter(ref text);
            set(target, text.ToString());
        };
    }

    private static Action<TRow> ToArray<TSource, TItem>(MemberColumn member, ValueGetter<VBuffer<TSource>> getter, Converter<TSource, TItem> convert)
    {
        var set = member.CompileSet<TRow, TItem[]>();
        var buffer = default(VBuffer<TSource>);
        return target =>
        {
            getter(ref buffer);
            set(target, [.. buffer.DenseValues().Select(item => convert(item))]);
        };
    }

    // An array of the right length is filled again; otherwise the object gets a new one.
    private static Action<TRow> ToArray<T>(MemberColumn member, DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        var get = member.CompileGet<TRow, T[]?>();
        var set = member.CompileSet<TRow, T[]>();
        var buffer = default(VBuffer<T>);
        return target =>
        {
            getter(ref buffer);
            var items = get(target);
            if (items is null || items.Length != buffer.Length)
                set(target, items = new T[buffer.Length]);
            buffer.CopyTo(items);
        };
    }

    private static Action<TRow> ToBuffer<T>(MemberColumn member, DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        var get = member.CompileGet<TRow, VBuffer<T>>();
        var set = member.CompileSet<TRow, VBuffer<T>>();
        return target =>
        {
            var buffer = get(target);
            getter(ref buffer);
            set(target, buffer);
        };
    }

    private static Action<TRow> Direct<T>(MemberColumn member, DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        var set = member.CompileSet<TRow, T>();
        var value = default(T)!;
        return target =>
        {
            getter(ref value);
            set(target, value);
        };
    }
}
