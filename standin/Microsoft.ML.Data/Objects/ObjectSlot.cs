namespace Microsoft.ML.Data;

// Where the getters of a row find the object that stands for it.
internal sealed class ObjectSlot<TRow>
    where TRow : class
{
    public TRow? Value { get; set; }

    public TRow Current => Value ?? throw new InvalidOperationException(Errors.NotPositioned);
}
