namespace Microsoft.ML.Data;

// How the lines of a text file are made.
internal sealed class TextFormat
{
    private readonly char[] _separators;

    public TextFormat(TextLoader.Options options)
    {
        _separators = [.. options.Separators];
        if (_separators.Length == 0 || _separators.Any(c => c is '"' or (>= '0' and <= '9') || (c < ' ' && c != '\t')))
            throw new ArgumentOutOfRangeException(nameof(options), "A separator is a character that no number and no quotation begins with.");
        if (options.DecimalMarker is not ('.' or ','))
            throw new ArgumentOutOfRangeException(nameof(options), $"Decimal marker cannot be the '{options.DecimalMarker}' character. It must be '.' or ','.");
        if (options.DecimalMarker == ',' && !options.AllowQuoting && IsSeparator(','))
            throw new ArgumentOutOfRangeException(nameof(options), "Quoting must be allowed where the comma is both decimal marker and separator.");

        DecimalMarker = options.DecimalMarker;
        HasHeader = options.HasHeader;
        AllowQuoting = options.AllowQuoting;
        TrimWhitespace = options.TrimWhitespace;
        EmptyReal = options.MissingRealsAsNaNs ? double.NaN : 0;
        MaxRows = options.MaxRows ?? long.MaxValue;
    }

    public char DecimalMarker { get; }

    public bool HasHeader { get; }

    public bool AllowQuoting { get; }

    public bool TrimWhitespace { get; }

    // What an empty field of a column of real numbers stands for.
    public double EmptyReal { get; }

    public long MaxRows { get; }

    public bool IsSeparator(char c) => _separators.AsSpan().Contains(c);
}
