namespace Microsoft.ML.Data;

internal sealed class VectorCacheColumn<TItem> : CacheColumn<VBuffer<TItem>>
{
    public override void Copy(int row, ref VBuffer<TItem> destination) => Values[row].CopyTo(ref destination);
}
