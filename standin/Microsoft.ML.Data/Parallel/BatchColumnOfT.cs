namespace Microsoft.ML.Data;

internal class BatchColumn<T>(int rows) : BatchColumn
{
    public T[] Values { get; } = new T[rows];

    public virtual void Copy(int row, ref T destination) => destination = Values[row];
}
