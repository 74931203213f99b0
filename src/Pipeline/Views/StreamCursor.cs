using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>Takes the step of every row it comes to, so that rows which nobody reads count as well.</summary>
internal sealed class StreamCursor : DataViewRowCursor
{
    private readonly DataViewRowCursor _source;
    private readonly OnlineRow _row;
    private readonly StreamStep? _step;

    public StreamCursor(DataViewRowCursor source, StreamMapper mapper, IEnumerable<DataViewSchema.Column> columns)
    {
        _source = source;
        (_row, _step) = mapper.Bind(source, columns);
    }

    public override DataViewSchema Schema => _row.Schema;

    public override long Position => _row.Position;

    public override long Batch => _row.Batch;

    public override bool MoveNext()
    {
        if (!_source.MoveNext())
        {
            return false;
        }

        _step?.Ensure();
        return true;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => _row.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => _row.IsColumnActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _row.GetGetter<TValue>(column);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _row.Dispose();
        }

        base.Dispose(disposing);
    }
}
