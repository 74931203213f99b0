namespace Microsoft.ML.Data;

internal sealed class ScalarTextCell<T> : TextCell
{
    private readonly TextParser<T> _parser;
    private T _value = default!;

    public ScalarTextCell(TextColumn column, TextParser<T> parser)
        : base(column)
    {
        _parser = parser;
        Getter = (ValueGetter<T>)((ref T value) => value = _value);
    }

    public override Delegate Getter { get; }

    public override void Read(TextFields fields, long line)
    {
        var field = fields[Column.Fields[0]];
        if (field.IsEmpty)
            _value = _parser.Empty;
        else if (!_parser.TryParse(field, out _value))
            throw Unreadable(field, line);
    }
}
