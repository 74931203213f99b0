using System.Globalization;

namespace SequenceFeatures;

/// <summary>Rows that were recorded one after the other.</summary>
/// <param name="Columns">Names of a row's values.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Starts">By row: the first row of its stretch; between two stretches time is missing.</param>
internal sealed record Recording(string[] Columns, float[][] Rows, int[] Starts)
{
    /// <summary>Reads files of comma-separated numbers under one heading, a stretch each.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="skipped">Columns before the first number.</param>
    public static Recording Read(IEnumerable<string> paths, int skipped)
    {
        string[][] files = [.. paths.Select(File.ReadAllLines)];
        return Of(
            files[0][0].Split(',')[skipped..],
            files.Select(lines =>
                lines.Skip(1).Select(line => (float[])[.. line.Split(',')[skipped..].Select(text => float.Parse(text, CultureInfo.InvariantCulture))])));
    }

    /// <summary>Joins stretches.</summary>
    public static Recording Of(string[] columns, IEnumerable<IEnumerable<float[]>> stretches)
    {
        List<float[]> rows = [];
        List<int> starts = [];
        foreach (var stretch in stretches)
        {
            int start = rows.Count;
            rows.AddRange(stretch);
            starts.AddRange(Enumerable.Repeat(start, rows.Count - start));
        }

        return new(columns, [.. rows], [.. starts]);
    }
}
