using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>A view with other values in one slot of a column. It is read in order.</summary>
/// <param name="source">The view, whose rows are numbered from 0.</param>
/// <param name="column">The column: a vector of Single.</param>
/// <param name="slot">The slot.</param>
/// <param name="values">The value of each row.</param>
internal sealed class PermutedView(IDataView source, DataViewSchema.Column column, int slot, float[] values) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(source.GetRowCursor(columnsNeeded), column, slot, values);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded)];

    private sealed class Cursor(DataViewRowCursor cursor, DataViewSchema.Column column, int slot, float[] values) : DataViewRowCursor
    {
        public override long Position => cursor.Position;

        public override long Batch => cursor.Batch;

        public override DataViewSchema Schema => cursor.Schema;

        public override bool MoveNext() => cursor.MoveNext();

        public override bool IsColumnActive(DataViewSchema.Column each) => cursor.IsColumnActive(each);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column each)
        {
            if (each.Index != column.Index)
            {
                return cursor.GetGetter<TValue>(each);
            }

            var getter = cursor.GetGetter<VBuffer<float>>(each);
            VBuffer<float> buffer = default;
            ValueGetter<VBuffer<float>> permuted = (ref VBuffer<float> value) =>
            {
                getter(ref buffer);
                var editor = VBufferEditor.Create(ref value, buffer.Length);
                buffer.CopyTo(editor.Values);
                editor.Values[slot] = values[cursor.Position];
                value = editor.Commit();
            };
            return permuted as ValueGetter<TValue> ?? throw new InvalidOperationException($"Column '{each.Name}' is not of type {typeof(TValue)}.");
        }

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
