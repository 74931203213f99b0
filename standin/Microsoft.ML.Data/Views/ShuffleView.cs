namespace Microsoft.ML.Data;

// All rows in a random order, another one for each cursor.
internal sealed class ShuffleView(IDataView source, int? seed) : IDataView
{
    private readonly CacheView _cache = new(source);
    private readonly Random _seeds = seed is { } value ? new Random(value) : new Random();

    public bool CanShuffle => true;

    public DataViewSchema Schema => _cache.Schema;

    public long? GetRowCount() => _cache.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        _cache.GetRowCursor(columnsNeeded, rand ?? NextRandom());

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private Random NextRandom()
    {
        lock (_seeds)
            return new Random(_seeds.Next());
    }
}
