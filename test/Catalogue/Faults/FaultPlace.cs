namespace AdaptiveML.PlantYear;

/// <summary>Where a fault lies in a recording, and what it needs to know of it.</summary>
/// <param name="Stream">The law of the rows.</param>
/// <param name="Cadence">How often there is one.</param>
/// <param name="Fit">Rows of the fit.</param>
/// <param name="From">The first row.</param>
/// <param name="To">The row behind the last.</param>
/// <param name="Deviation">That of the label.</param>
/// <param name="Seed">Which stream of its kind it is.</param>
public sealed record FaultPlace(StreamKind Stream, Cadence Cadence, int Fit, int From, int To, double Deviation, ulong Seed)
{
    /// <summary>The fault's own dice.</summary>
    public Dice Dice { get; } = Dice.OfFault(Seed);

    /// <summary>The input that suffers: the first that is a number and no category.</summary>
    public int Input => Stream.HasCategories ? SensorStreams.Categories : 0;

    /// <summary>The place of a fault in a recording.</summary>
    public static FaultPlace Of(Fault fault, StreamKind stream, Cadence cadence, int fit, ulong seed, Recording rows)
    {
        int start = fit + cadence.Lead;
        var (from, to) = fault.Span switch
        {
            FaultSpan.Passing => (start, start + fault.Length(cadence)),
            FaultSpan.Staying => (start, rows.Count),
            FaultSpan.StartOfFit => (0, fit * 4 / 5),
            FaultSpan.Fit => (0, fit),
            FaultSpan.Use => (fit, rows.Count),
            _ => (0, rows.Count),
        };
        return new(stream, cadence, fit, from, to, rows.Deviation(0, rows.Count), seed);
    }

    /// <summary>The last row of the same group before the place, or the place's first.</summary>
    public int Before(Recording rows, int row)
    {
        for (int t = From - 1; t >= 0; t--)
        {
            if (rows.Groups[t] == rows.Groups[row])
            {
                return t;
            }
        }

        return Array.FindIndex(rows.Groups, group => group == rows.Groups[row]);
    }
}
