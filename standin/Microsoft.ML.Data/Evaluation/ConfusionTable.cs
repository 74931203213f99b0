using System.Text;

namespace Microsoft.ML.Data;

// A confusion matrix as a table to read. Names that are too long for the head of a column are numbered, and the numbers stand there.
internal sealed class ConfusionTable
{
    private const string Corner = "PREDICTED";

    private readonly ConfusionMatrix _matrix;
    private readonly string[] _names;
    private readonly string[] _heads;
    private readonly bool _isBinary;
    private readonly int _columnWidth;
    private readonly int _nameWidth;

    public ConfusionTable(ConfusionMatrix matrix, string[] names, bool isBinary)
    {
        (_matrix, _isBinary) = (matrix, isBinary);
        _columnWidth = names.Length == 2 ? 8 : 5;
        var longest = names.Max(name => name.Length);
        var digits = $"{names.Length - 1}".Length;
        var isNumbered = longest > _columnWidth;
        _nameWidth = Math.Max(Corner.Length, longest + (isNumbered ? digits + 2 : 0));
        var room = _nameWidth - digits - 2;
        _heads = isNumbered ? [.. names.Select((_, i) => $"{i}")] : names;
        _names = [.. names.Select((name, i) => isNumbered ? $"{$"{i}".PadLeft(digits)}. {name.PadLeft(room)}" : name.PadLeft(_nameWidth))];
    }

    private IEnumerable<int> Classes => Enumerable.Range(0, _names.Length);

    public override string ToString()
    {
        var text = new StringBuilder();
        if (_isBinary)
            text.Append(PositiveRatio());
        text.AppendLine().AppendLine("Confusion table");
        Line(text, "", Rule);
        Line(text, Corner, string.Concat(_heads.Select(head => $" {head.PadLeft(_columnWidth)} |")) + " Recall");
        Line(text, "TRUTH", Rule);
        foreach (var i in Classes)
        {
            var counts = string.Concat(_matrix.Counts[i].Select(count => $" {$"{count:N0}".PadLeft(_columnWidth)} |"));
            Line(text, _names[i], $"{counts} {_matrix.PerClassRecall[i],5:F4}");
        }

        Line(text, "", Rule);
        Line(text, "Precision", string.Concat(_matrix.PerClassPrecision.Select(precision => $"{$"{precision:N4}".PadLeft(_columnWidth + 1)} |")));
        return text.ToString();
    }

    private string Rule => string.Concat(Classes.Select(_ => new string('=', _names.Length > 2 ? 8 : 11)));

    private void Line(StringBuilder text, string left, string right) => text.Append(left.PadRight(_nameWidth)).Append(" ||").AppendLine(right);

    private string PositiveRatio()
    {
        double positive = _matrix.Counts[0].Sum(), negative = _matrix.Counts[1].Sum();
        return $"TEST {_heads[0].ToUpperInvariant()} RATIO:\t{positive / (positive + negative):N4} ({positive:F1}/({positive:F1}+{negative:F1}))";
    }
}
