namespace Microsoft.ML.Data;

// The value of one column in the current line.
internal abstract class TextCell(TextColumn column)
{
    public abstract Delegate Getter { get; }

    protected TextColumn Column { get; } = column;

    public static TextCell Of(TextColumn column, TextFormat format) =>
        GenericCall.Invoke(Of<int>, column.ItemType.RawType, column, format);

    public abstract void Read(TextFields fields, long line);

    protected Exception Unreadable(ReadOnlyMemory<char> field, long line) =>
        new FormatException($"Could not parse value {field} in line {line}, column {Column.Name}");

    private static TextCell Of<T>(TextColumn column, TextFormat format)
    {
        var parser = TextParser.Of<T>(column.ItemType, format);
        return column.IsVector ? new VectorTextCell<T>(column, parser) : new ScalarTextCell<T>(column, parser);
    }
}
