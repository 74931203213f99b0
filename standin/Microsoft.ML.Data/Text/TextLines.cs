namespace Microsoft.ML.Data;

// The lines of one text file after the other that are rows: no blanks, no comments, no header.
internal static class TextLines
{
    public static IEnumerable<(string Text, long Number)> Rows(IMultiStreamSource source, TextFormat format)
    {
        var left = format.MaxRows;
        for (var file = 0; file < source.Count && left > 0; file++)
        {
            foreach (var line in All(source, file).Skip(format.HasHeader ? 1 : 0))
            {
                yield return line;
                if (--left <= 0)
                    break;
            }
        }
    }

    public static string? Header(IMultiStreamSource source) => source.Count > 0 ? All(source, 0).FirstOrDefault().Text : null;

    private static IEnumerable<(string Text, long Number)> All(IMultiStreamSource source, int file)
    {
        using var reader = source.OpenTextReader(file);
        var first = true;
        for (long number = 1; reader.ReadLine() is { } text; number++)
        {
            // A number sign begins a comment only above the first line.
            if (text.Length == 0 || text.StartsWith("//", StringComparison.Ordinal) || (first && text[0] == '#'))
                continue;
            first = false;
            yield return (text, number);
        }
    }
}
