using System.Text;

namespace Microsoft.ML.Data;

// Splits a line into fields. A field that the line does not have is empty.
internal sealed class TextFields(TextFormat format)
{
    private readonly List<ReadOnlyMemory<char>> _fields = [];
    private readonly StringBuilder _quoted = new();

    public ReadOnlyMemory<char> this[int index] => index < _fields.Count ? _fields[index] : default;

    public void Split(string line)
    {
        _fields.Clear();
        var text = format.TrimWhitespace ? line.AsMemory().TrimEnd() : line.AsMemory();
        var at = 0;
        do
        {
            _fields.Add(Next(text, ref at));
        }
        while (at++ < text.Length);
    }

    // Leaves the position at the separator behind the field, or at the end of the line.
    private ReadOnlyMemory<char> Next(ReadOnlyMemory<char> text, ref int at)
    {
        var line = text.Span;
        if (!format.IsSeparator(' '))
        {
            while (at < line.Length && line[at] == ' ')
                at++;
        }

        if (format.AllowQuoting && at < line.Length && line[at] == '"')
            return Quotation(line, ref at);

        var start = at;
        at = End(line, at);
        return text[start..at];
    }

    // A quotation that is not closed, or that something follows, makes an empty field.
    private ReadOnlyMemory<char> Quotation(ReadOnlySpan<char> line, ref int at)
    {
        _quoted.Clear();
        var closed = false;
        for (at++; at < line.Length && !closed; at++)
        {
            if (line[at] != '"')
                _quoted.Append(line[at]);
            else if (at + 1 < line.Length && line[at + 1] == '"')
                _quoted.Append(line[at++]);
            else
                closed = true;
        }

        var end = End(line, at);
        closed &= line[at..end].Trim(' ').IsEmpty;
        at = end;
        return closed ? _quoted.ToString().AsMemory() : default;
    }

    private int End(ReadOnlySpan<char> line, int at)
    {
        while (at < line.Length && !format.IsSeparator(line[at]))
            at++;
        return at;
    }
}
