namespace Microsoft.ML.Data;

internal sealed class VectorBatchColumn<TItem>(int rows) : BatchColumn<VBuffer<TItem>>(rows)
{
    public override void Copy(int row, ref VBuffer<TItem> destination) => Values[row].CopyTo(ref destination);
}
