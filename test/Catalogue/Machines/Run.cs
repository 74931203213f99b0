using AdaptiveML.Online;

namespace AdaptiveML.PlantYear;

/// <summary>What became of each row of a recording: by a machine and by plain methods.</summary>
public sealed class Run
{
    /// <summary>Makes a run of so many rows that nobody has gone over yet.</summary>
    public Run(int rows, IEnumerable<string> plain)
    {
        (Machine, IsCovered, HalfWidth, IsScored) = (Blank(rows), Blank(rows), Blank(rows), new bool[rows]);
        Results = new UpdateResult[rows];
        (KnownBefore, Groups, IsBlind) = (new int[rows], new int[rows], new bool[rows]);
        Plain = [.. plain.Select(name => (name, Blank(rows)))];
    }

    /// <summary>Rows.</summary>
    public int Count => Machine.Length;

    /// <summary>The machine's squared errors; NaN where it gave no answer.</summary>
    public double[] Machine { get; }

    /// <summary>Those of plain methods.</summary>
    public IReadOnlyList<(string Name, double[] Errors)> Plain { get; }

    /// <summary>Share of the row's outputs that lie within their bounds; NaN where there are none.</summary>
    public double[] IsCovered { get; }

    /// <summary>Mean half of what lies between the bounds.</summary>
    public double[] HalfWidth { get; }

    /// <summary>Whether the row's error says anything.</summary>
    public bool[] IsScored { get; }

    /// <summary>
    /// Rows of which nothing is known, no input and no label: which of the constants that methods then repeat is the nearest is chance. They are not held
    /// against plain methods.
    /// </summary>
    public bool[] IsBlind { get; }

    /// <summary>Labels that were known before the row.</summary>
    public int[] KnownBefore { get; }

    /// <summary>Whose the rows are.</summary>
    public int[] Groups { get; }

    /// <summary>Rows that are predicted from each, at most.</summary>
    public int Horizon { get; init; }

    /// <summary>What became of the rows.</summary>
    public UpdateResult[] Results { get; }

    /// <summary>What the machine threw in its fit; else null.</summary>
    public Exception? Thrown { get; set; }

    /// <summary>Takes note of whose a row is, and whether its label is known.</summary>
    public void Note(Recording rows, int row)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Groups[row] = rows.Groups[row];
        if (row + 1 < Count)
        {
            KnownBefore[row + 1] = KnownBefore[row] + (float.IsNaN(rows.Labels[row]) ? 0 : 1);
        }
    }

    /// <summary>Whether a row is one of the first of its group behind an edge, or is predicted over one.</summary>
    public bool[] Edges(params ReadOnlySpan<int> edges)
    {
        var isEdge = new bool[Count];
        foreach (int edge in edges)
        {
            var seen = new Dictionary<int, int>();
            for (int t = edge; t < Count && t < edge + (64 * Bounds.Undecided); t++)
            {
                int count = seen[Groups[t]] = seen.GetValueOrDefault(Groups[t]) + 1;
                isEdge[t] |= count <= Bounds.Undecided;
            }

            seen.Clear();
            for (int t = Math.Min(edge, Count) - 1; t >= 0 && t > edge - (64 * Bounds.Undecided); t--)
            {
                int count = seen[Groups[t]] = seen.GetValueOrDefault(Groups[t]) + 1;
                isEdge[t] |= count <= Horizon;
            }
        }

        return isEdge;
    }

    private static double[] Blank(int rows)
    {
        double[] values = new double[rows];
        Array.Fill(values, double.NaN);
        return values;
    }
}
