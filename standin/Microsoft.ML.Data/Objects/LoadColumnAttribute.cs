namespace Microsoft.ML.Data;

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class LoadColumnAttribute : Attribute
{
    public LoadColumnAttribute(int fieldIndex)
    {
        Sources = [new(fieldIndex)];
    }

    public LoadColumnAttribute(int start, int end)
    {
        Sources = [new(start, end)];
    }

    public LoadColumnAttribute(int[] columnIndexes)
    {
        Sources = Array.ConvertAll(columnIndexes, index => new TextLoader.Range(index));
    }

    // The fields of a text file's line.
    internal TextLoader.Range[] Sources { get; }
}
