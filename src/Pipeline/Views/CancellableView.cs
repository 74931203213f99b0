using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>A view whose cursors look at a token before every row: whoever goes over it, however slow its rows are, ends at the next one.</summary>
internal sealed class CancellableView : IDataView
{
    private readonly IDataView _view;
    private readonly CancellationToken _cancellation;

    private CancellableView(IDataView view, CancellationToken cancellation) => (_view, _cancellation) = (view, cancellation);

    /// <inheritdoc/>
    public DataViewSchema Schema => _view.Schema;

    /// <inheritdoc/>
    public bool CanShuffle => _view.CanShuffle;

    /// <summary>The view with a token; the same where the token is never cancelled.</summary>
    public static IDataView Of(IDataView view, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(view);
        return cancellation.CanBeCanceled ? new CancellableView(view, cancellation) : view;
    }

    /// <inheritdoc/>
    public long? GetRowCount() => _view.GetRowCount();

    /// <inheritdoc/>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(_view.GetRowCursor(columnsNeeded, rand), _cancellation);

    /// <inheritdoc/>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        Array.ConvertAll(_view.GetRowCursorSet(columnsNeeded, n, rand), cursor => new Cursor(cursor, _cancellation));

    private sealed class Cursor(DataViewRowCursor cursor, CancellationToken cancellation) : DataViewRowCursor
    {
        public override long Position => cursor.Position;

        public override long Batch => cursor.Batch;

        public override DataViewSchema Schema => cursor.Schema;

        public override bool MoveNext()
        {
            cancellation.ThrowIfCancellationRequested();
            return cursor.MoveNext();
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => cursor.IsColumnActive(column);

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
