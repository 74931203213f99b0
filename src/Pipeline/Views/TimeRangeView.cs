using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>The rows of a view before a moment, or from it on; those without a time are not among them.</summary>
/// <param name="source">The view.</param>
/// <param name="column">Its time column.</param>
/// <param name="moment">The moment: <see cref="TimeReader"/>.</param>
/// <param name="isFrom">Whether the rows are those from it on.</param>
internal sealed class TimeRangeView(IDataView source, DataViewSchema.Column column, long moment, bool isFrom) : IDataView
{
    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => source.Schema;

    /// <summary>The times of all rows that have one.</summary>
    public static long[] Times(IDataView data, DataViewSchema.Column column)
    {
        using var cursor = data.GetRowCursor([column]);
        var time = TimeReader.Create(cursor, column);
        var times = new List<long>();
        while (cursor.MoveNext())
        {
            if (time() is { } known)
            {
                times.Add(known);
            }
        }

        return [.. times];
    }

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        bool[] active = new bool[Schema.Count];
        foreach (var needed in columnsNeeded)
        {
            active[needed.Index] = true;
        }

        var cursor = source.GetRowCursor(Schema.Where(each => active[each.Index] || each.Index == column.Index), rand);
        return new Cursor(cursor, active, TimeReader.Create(cursor, column), time => time is { } known && known >= moment == isFrom);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(DataViewRowCursor cursor, bool[] active, Func<long?> time, Func<long?, bool> isWithin) : DataViewRowCursor
    {
        private long _position = -1;

        public override long Position => _position;

        public override long Batch => cursor.Batch;

        public override DataViewSchema Schema => cursor.Schema;

        public override bool MoveNext()
        {
            while (cursor.MoveNext())
            {
                if (isWithin(time()))
                {
                    _position++;
                    return true;
                }
            }

            _position = -1;
            return false;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => cursor.GetGetter<TValue>(column);

        public override ValueGetter<DataViewRowId> GetIdGetter() => cursor.GetIdGetter();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                cursor.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
