using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>
/// How far a row is from what its own columns make of each other. A departure is what is left of a column when the others are known, in standard deviations;
/// of the level, given the other columns of the row; of the step, given the two rows before besides. It is taken from the column's running mean, which follows
/// a plant that changes within thousands of rows; a row moves that mean as one of three deviations at most, so that a large fault is not taken for usual.
/// </summary>
internal sealed class RowDepartures
{
    /// <summary>Times that the missing values are improved, each in turn.</summary>
    private const int Sweeps = 8;

    /// <summary>Half-life of the running means, in rows.</summary>
    private const double UsualHalfLife = 1000;

    /// <summary>Departure beyond which a row says no more about what is usual.</summary>
    private const double Furthest = 3;

    private static readonly double UsualRate = HalfLife.Rate(UsualHalfLife);

    private readonly ColumnBlock[] _blocks;
    private readonly bool[] _isKnown;
    private readonly double[] _terms;
    private readonly double[] _departures;

    public RowDepartures(ColumnBlock[] blocks)
    {
        _blocks = blocks;
        _isKnown = new bool[blocks[^1].First + blocks[^1].Count];
        _terms = new double[(1 + ColumnBlock.Lags) * ColumnBlock.Largest];
        _departures = new double[Tile.Pad(ColumnBlock.Largest)];
    }

    /// <summary>Takes the next row of a sequence: fills in what is missing of it, measures it, and leaves the track behind it.</summary>
    /// <param name="track">The sequence; its smoothed numbers stay as they are.</param>
    /// <param name="level">Weights of the level.</param>
    /// <param name="step">Weights of the step.</param>
    /// <param name="row">The row, NaN where not known; receives the values that are most likely in their place.</param>
    /// <returns>Root mean squares of the known columns' departures.</returns>
    public (double Level, double Step) Follow(in DriftTrack track, ReadOnlySpan<double> level, ReadOnlySpan<double> step, Span<double> row)
    {
        track.CountRepeats(row);
        for (int i = 0; i < row.Length; i++)
        {
            _isKnown[i] = !double.IsNaN(row[i]);
        }

        track.FillIn(row);
        double levels = 0, steps = 0;
        int known = 0;
        foreach (var block in _blocks)
        {
            ReadOnlySpan<double> ofLevel = level[block.Level..], ofStep = step.Slice(block.Step, block.Terms * block.Length);
            var terms = Gather(block, row, track.Past);
            FillIn(block, ofStep, terms);
            var own = terms[..block.Count];
            own.CopyTo(row[block.First..]);
            (double sum, int count) = Squares(block, ofLevel[..(block.Count * block.Length)], own, track.UsualLevel);
            levels += sum;
            known += count;
            steps += Squares(block, ofStep, terms, track.UsualStep).Sum;
        }

        track.Push(row);
        return known == 0 ? (0, 0) : (Math.Sqrt(levels / known), Math.Sqrt(steps / known));
    }

    private Span<double> Gather(in ColumnBlock block, ReadOnlySpan<double> row, ReadOnlySpan<double> past)
    {
        var terms = _terms.AsSpan(0, block.Terms);
        row.Slice(block.First, block.Count).CopyTo(terms);
        for (int lag = 0; lag < ColumnBlock.Lags; lag++)
        {
            past.Slice((lag * row.Length) + block.First, block.Count).CopyTo(terms[((lag + 1) * block.Count)..]);
        }

        return terms;
    }

    /// <summary>Moves each missing value in turn to where its own departure is 0: coordinate descent to the most likely values.</summary>
    private void FillIn(in ColumnBlock block, ReadOnlySpan<double> weights, Span<double> terms)
    {
        var isKnown = _isKnown.AsSpan(block.First, block.Count);
        for (int sweep = 0; sweep < Sweeps && isKnown.Contains(false); sweep++)
        {
            for (int i = 0; i < block.Count; i++)
            {
                double own = weights[(i * block.Length) + i];
                if (isKnown[i] || own == 0)
                {
                    continue;
                }

                double departure = 0;
                for (int term = 0; term < terms.Length; term++)
                {
                    departure += terms[term] * weights[(term * block.Length) + i];
                }

                terms[i] -= departure / own;
            }
        }
    }

    /// <summary>The sum of squared departures over the columns that are known and have any, and their number.</summary>
    private (double Sum, int Count) Squares(in ColumnBlock block, ReadOnlySpan<double> weights, ReadOnlySpan<double> terms, Span<double> usual)
    {
        var departures = _departures.AsSpan(0, block.Length);
        Matrices.TransposedProduct(weights, terms, departures);
        double sum = 0;
        int count = 0;
        for (int i = 0; i < block.Count; i++)
        {
            if (_isKnown[block.First + i] && weights[(i * block.Length) + i] > 0)
            {
                ref double mean = ref usual[block.First + i];
                double departure = departures[i] - mean;
                mean += UsualRate * Math.Clamp(departure, -Furthest, Furthest);
                sum += departure * departure;
                count++;
            }
        }

        return (sum, count);
    }
}
