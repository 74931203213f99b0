namespace Microsoft.ML.Data;

public abstract class OneToOneTransformerBase : RowToRowTransformerBase
{
    private protected OneToOneTransformerBase(InputOutputColumnPair[] columns)
    {
        if (columns.Length == 0)
            throw new ArgumentException("There is at least one column.", nameof(columns));
        Columns = columns;
    }

    internal InputOutputColumnPair[] Columns { get; }
}
