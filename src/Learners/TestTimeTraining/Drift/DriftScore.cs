using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>
/// How unlike the rows of the fit the last rows of a sequence are: −log10 of how rare it was in the fit. How columns hang together stays as fitted, whatever
/// comes. Three parts, of which the most unusual counts:
/// <code>
/// level    what each column has apart from what the others of its row make of it (Mahalanobis' distance, each column in its own deviations)
/// step     the same, given the two rows before besides (residuals of a vector autoregression)
/// repeats  the run of equal values of a column, by its longest run in the fit
/// </code>
/// Departures of level and step are root mean squares over the columns, smoothed exponentially, the level with half the half-life.
/// </summary>
internal sealed class DriftScore<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Standardised values beyond are taken for this.</summary>
    private const double Largest = 1e6;

    private readonly Field _level;
    private readonly Field _step;
    private readonly Field _longest;
    private readonly Field _calibration;
    private readonly Field? _kept;
    private readonly RowDepartures _departures;
    private readonly double[] _row;
    private readonly double[] _track;
    private readonly (double Level, double Step) _rates;

    /// <summary>Adds the fields.</summary>
    /// <param name="columns">Elements of a token.</param>
    /// <param name="halfLife">Half-life of the smoothing, in rows.</param>
    /// <param name="state">What all sequences share.</param>
    /// <param name="sequence">What a sequence has of its own, or null where nothing goes on from row to row.</param>
    public DriftScore(int columns, double halfLife, Layout state, Layout? sequence)
    {
        var blocks = ColumnBlock.Divide(columns);
        var (level, step) = ColumnBlock.Size(blocks);
        _level = state.Add<double>("drift.level", level);
        _step = state.Add<double>("drift.step", step);
        _longest = state.Add<double>("drift.longest", columns);
        _calibration = state.AddStruct<DriftCalibration, double>("drift.calibration");
        _kept = sequence?.Add<double>("drift.track", DriftTrack.Size(columns));
        _departures = new(blocks);
        (_row, _track) = (new double[columns], new double[DriftTrack.Size(columns)]);
        _rates = (HalfLife.Rate(halfLife / 2), HalfLife.Rate(halfLife));
    }

    /// <summary>Learns what is usual.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="tokens">The tokens of the fit.</param>
    /// <param name="window">Tokens of a window, or null for streams.</param>
    /// <param name="scale">Standardises a token.</param>
    /// <param name="cancellation">Ends the fit.</param>
    public void Fit(LearnerMemory memory, TrainingRows<T> tokens, int? window, Action<int, T[]> scale, CancellationToken cancellation)
    {
        T[] scaled = new T[_row.Length];
        var fit = new DriftFit<T>(
            tokens,
            window,
            (token, row) =>
            {
                scale(token, scaled);
                Read(scaled, row);
            },
            _row.Length);
        var state = memory.State;
        state.Ref<DriftCalibration>(_calibration) = fit.Run(state.View<double>(_level), state.View<double>(_step), _rates, cancellation);
        fit.Longest.CopyTo(state.View<double>(_longest));
    }

    /// <summary>A new sequence begins.</summary>
    public void Begin() => _track.AsSpan().Clear();

    /// <summary>Goes on where the sequence of the present row was kept.</summary>
    public void Resume(LearnerMemory memory) => memory.Sequence.View<double>(_kept!.Value).CopyTo(_track);

    /// <summary>Keeps the sequence of the present row.</summary>
    public void Keep(LearnerMemory memory) => _track.CopyTo(memory.Sequence.View<double>(_kept!.Value));

    /// <summary>Takes the next row.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="scaled">The row in standardised units; what is not finite is missing.</param>
    /// <returns>The score with this row, 0 or more.</returns>
    public double Follow(LearnerMemory memory, ReadOnlySpan<T> scaled)
    {
        Read(scaled, _row);
        var state = memory.State;
        var track = new DriftTrack(_track);
        ref readonly var calibration = ref state.Ref<DriftCalibration>(_calibration);
        calibration.Smooth(track, _departures.Follow(track, state.View<double>(_level), state.View<double>(_step), _row), _rates);
        return calibration.Score(track, track.Repeats(state.View<double>(_longest)));
    }

    private static void Read(ReadOnlySpan<T> scaled, Span<double> row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = T.IsFinite(scaled[i]) ? Math.Clamp(double.CreateTruncating(scaled[i]), -Largest, Largest) : double.NaN;
        }
    }
}
