using AdaptiveML.Online;

namespace AdaptiveML.PlantYear;

/// <summary>What became of each row of a recording: by a machine and by plain methods.</summary>
public sealed class Run
{
    /// <summary>Makes a run of so many rows that nobody has gone over yet.</summary>
    public Run(int rows, IEnumerable<string> plain)
    {
        (Machine, IsCovered, HalfWidth, IsScored) = (Blank(rows), Blank(rows), Blank(rows), new bool[rows]);
        (Results, Alarms) = (new UpdateResult[rows], new AlarmReason[rows]);
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

    /// <summary>What became of the rows.</summary>
    public UpdateResult[] Results { get; }

    /// <summary>The alarms that were given with the predictions.</summary>
    public AlarmReason[] Alarms { get; }

    /// <summary>What the machine threw in its fit; else null.</summary>
    public Exception? Thrown { get; set; }

    private static double[] Blank(int rows)
    {
        double[] values = new double[rows];
        Array.Fill(values, double.NaN);
        return values;
    }
}
