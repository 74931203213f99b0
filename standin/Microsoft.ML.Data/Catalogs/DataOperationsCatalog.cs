using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog
{
    internal DataOperationsCatalog(IHostEnvironment environment)
    {
        Environment = environment;
    }

    internal IHostEnvironment Environment { get; }

    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, SchemaDefinition? schemaDefinition = null)
        where TRow : class
    {
        ArgumentNullException.ThrowIfNull(data);
        return new ObjectView<TRow>(data, MemberColumn.Of(typeof(TRow), schemaDefinition, SchemaDefinition.Direction.Read));
    }

    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, DataViewSchema schema)
        where TRow : class
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(schema);
        var definition = SchemaDefinition.For(typeof(TRow), schema);
        return new ObjectView<TRow>(data, MemberColumn.Of(typeof(TRow), definition, SchemaDefinition.Direction.Read));
    }

    public IEnumerable<TRow> CreateEnumerable<TRow>(
        IDataView data, bool reuseRowObject, bool ignoreMissingColumns = false, SchemaDefinition? schemaDefinition = null)
        where TRow : class, new()
    {
        ArgumentNullException.ThrowIfNull(data);
        return Enumerate(data, reuseRowObject, new ObjectWriter<TRow>(data.Schema, ignoreMissingColumns, schemaDefinition));
    }

    public IDataView Cache(IDataView input, params string[] columnsToPrefetch)
    {
        ArgumentNullException.ThrowIfNull(input);
        var cache = new CacheView(input);
        if (columnsToPrefetch is { Length: > 0 })
            cache.Fill(columnsToPrefetch.Select(name => input.Schema[name]));
        return cache;
    }

    public IDataView FilterRowsByColumn(
        IDataView input, string columnName, double lowerBound = double.NegativeInfinity, double upperBound = double.PositiveInfinity)
    {
        ArgumentNullException.ThrowIfNull(input);
        var column = Require(input, columnName);
        return new FilterView(input, [column], RowTests.InRange(column, lowerBound, upperBound));
    }

    public IDataView FilterRowsByMissingValues(IDataView input, params string[] columns)
    {
        ArgumentNullException.ThrowIfNull(input);
        var tested = Array.ConvertAll(columns, name => Require(input, name));
        return new FilterView(input, tested, RowTests.NoneMissing(tested));
    }

    public IDataView ShuffleRows(IDataView input, int? seed = null, int shufflePoolSize = 1000, bool shuffleSource = true)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shufflePoolSize);
        return new ShuffleView(input, seed ?? Environment.Register(nameof(ShuffleRows)).Rand.Next());
    }

    public IDataView SkipRows(IDataView input, long count)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return new SkipTakeView(input, count, long.MaxValue);
    }

    public IDataView TakeRows(IDataView input, long count)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return new SkipTakeView(input, 0, count);
    }

    private static IEnumerable<TRow> Enumerate<TRow>(IDataView data, bool reuseRowObject, ObjectWriter<TRow> writer)
        where TRow : class, new()
    {
        using var cursor = data.GetRowCursor(writer.Columns.Select(index => data.Schema[index]));
        var fill = writer.Bind(cursor);
        TRow? row = null;
        while (cursor.MoveNext())
        {
            if (!reuseRowObject || row is null)
                row = new TRow();
            fill(row);
            yield return row;
        }
    }

    private static DataViewSchema.Column Require(IDataView input, string name) =>
        input.Schema.GetColumnOrNull(name) ?? throw new ArgumentOutOfRangeException(nameof(name), $"There is no column '{name}'.");
}
