namespace Microsoft.ML.Data;

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class LoadColumnAttribute : Attribute
{
    public LoadColumnAttribute(int fieldIndex)
        : this(fieldIndex, fieldIndex)
    {
    }

    public LoadColumnAttribute(int start, int end)
    {
        Ranges = [(start, end)];
    }

    public LoadColumnAttribute(int[] columnIndexes)
    {
        Ranges = Array.ConvertAll(columnIndexes, index => (index, index));
    }

    // The fields of a text file's line, first and last of each run.
    internal (int First, int Last)[] Ranges { get; }
}
