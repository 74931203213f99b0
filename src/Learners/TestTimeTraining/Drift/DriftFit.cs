using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>
/// The fit of a drift score. The departures that it is calibrated by are those of rows that the weights have not seen: of the step, eighth by eighth, by the
/// weights of the seven others; of the level, which wanders, half by half, so that the one half has to do for the other.
/// </summary>
/// <param name="tokens">The tokens of the fit.</param>
/// <param name="window">Tokens of a window, or null for streams.</param>
/// <param name="read">Writes a token's elements in standardised units, NaN where not known.</param>
/// <param name="columns">Elements of a token.</param>
internal sealed class DriftFit<T>(TrainingRows<T> tokens, int? window, Action<int, double[]> read, int columns)
    where T : unmanaged
{
    private const int Half = DriftRow.Parts / 2;

    private readonly ColumnBlock[] _blocks = ColumnBlock.Divide(columns);
    private readonly double[] _row = new double[columns];

    /// <summary>Longest runs of equal values, of each column.</summary>
    public double[] Longest { get; } = new double[columns];

    /// <summary>Finds weights, runs and calibration.</summary>
    /// <param name="level">Receives the weights of the level.</param>
    /// <param name="step">Receives the weights of the step.</param>
    /// <param name="rates">Shares of a row in the smoothed departures.</param>
    /// <param name="cancellation">Ends the fit.</param>
    public DriftCalibration Run(Span<double> level, Span<double> step, (double Level, double Step) rates, CancellationToken cancellation)
    {
        var parts = Sum(cancellation);
        var (allLevel, allStep) = Solve(parts);
        allLevel.CopyTo(level);
        allStep.CopyTo(step);
        LeaveConstantsOut(allLevel);
        double[][] levels = new double[DriftRow.Parts][], steps = new double[DriftRow.Parts][];
        for (int part = 0; part < DriftRow.Parts; part++)
        {
            levels[part] = part % Half == 0 ? Solve(parts.Where((_, other) => other / Half != part / Half)).Level : levels[part - 1];
            steps[part] = Solve(parts.Where((_, other) => other != part)).Step;
        }

        return Calibrate(Measure(levels, steps, cancellation), rates);
    }

    private (double[] Level, double[] Step) Solve(IEnumerable<DriftMoments> parts)
    {
        var sum = new DriftMoments(_blocks);
        foreach (var part in parts)
        {
            sum.Add(part);
        }

        var (level, step) = ColumnBlock.Size(_blocks);
        var weights = (Level: new double[level], Step: new double[step]);
        sum.Solve(weights.Level, weights.Step);
        return weights;
    }

    /// <summary>No run is too long for a column that never moved in the fit.</summary>
    private void LeaveConstantsOut(double[] level)
    {
        foreach (var block in _blocks)
        {
            for (int i = 0; i < block.Count; i++)
            {
                bool isConstant = level[block.Level + (i * block.Length) + i] == 0;
                Longest[block.First + i] = isConstant ? double.PositiveInfinity : Longest[block.First + i];
            }
        }
    }

    /// <summary>Sums the rows, part by part, with the last known values in place of missing ones; finds the longest runs.</summary>
    private DriftMoments[] Sum(CancellationToken cancellation)
    {
        DriftMoments[] parts = [.. Enumerable.Range(0, DriftRow.Parts).Select(_ => new DriftMoments(_blocks))];
        double[] terms = new double[(1 + ColumnBlock.Lags) * columns];
        foreach (var token in DriftRow.Of(tokens, window, DriftTrack.Size(columns)))
        {
            cancellation.ThrowIfCancellationRequested();
            var track = new DriftTrack(token.Track);
            read(token.Token, _row);
            track.CountRepeats(_row);
            track.FillIn(_row);
            for (int i = 0; i < columns; i++)
            {
                Longest[i] = Math.Max(Longest[i], track.Runs[i]);
            }

            _row.CopyTo(terms, 0);
            track.Past.CopyTo(terms.AsSpan(columns));
            parts[token.Part].Add(terms, columns);
            track.Push(_row);
        }

        return parts;
    }

    /// <summary>Departures of every token, and its runs.</summary>
    private List<(double Level, double Step, double Repeats)> Measure(double[][] levels, double[][] steps, CancellationToken cancellation)
    {
        var departures = new RowDepartures(_blocks);
        var measured = new List<(double, double, double)>(tokens.Count);
        foreach (var token in DriftRow.Of(tokens, window, DriftTrack.Size(columns)))
        {
            cancellation.ThrowIfCancellationRequested();
            var track = new DriftTrack(token.Track);
            read(token.Token, _row);
            var (level, step) = departures.Follow(track, levels[token.Part], steps[token.Part], _row);
            measured.Add((level, step, track.Repeats(Longest)));
        }

        return measured;
    }

    private DriftCalibration Calibrate(List<(double Level, double Step, double Repeats)> measured, (double Level, double Step) rates)
    {
        var calibration = default(DriftCalibration);
        if (measured.Count == 0)
        {
            return calibration;
        }

        (double Level, double Step) means = (measured.Average(row => row.Level), measured.Average(row => row.Step));
        calibration.Fit(means, []);
        var smoothed = new List<(double, double, double)>(measured.Count);
        int index = 0;
        foreach (var token in DriftRow.Of(tokens, window, DriftTrack.Size(0)))
        {
            var track = new DriftTrack(token.Track);
            track.Count++;
            var (level, step, repeats) = measured[index++];
            calibration.Smooth(track, (level, step), rates);
            if (token.IsScored)
            {
                smoothed.Add((track.Level, track.Step, repeats));
            }
        }

        calibration.Fit(means, smoothed);
        return calibration;
    }
}
