using AdaptiveML.Online;

namespace AdaptiveML.Learners.LruForecasting;

/// <summary>
/// An expert of a forecaster: readouts of all series and horizon steps, over one φ for all series or one a series. The φ and the gain of each row wait in a
/// ring of H rows, so that each target is learnt when it comes, exactly as if it had been known in its own row.
/// </summary>
internal sealed class ForecastReadout
{
    private readonly RecursiveGain[] _gains;
    private readonly LeastSquaresReadout _readout;
    private readonly Field _features;
    private readonly Field _gainsOfRows;
    private readonly int _horizon;
    private readonly int _scopes;
    private readonly int _length;

    /// <summary>Adds the fields to <paramref name="layout"/>.</summary>
    /// <param name="layout">Where to.</param>
    /// <param name="name">Begins the names of the fields.</param>
    /// <param name="scopes">Number of φ a row: 1, or one a series.</param>
    /// <param name="count">Length of a φ.</param>
    /// <param name="outputs">Series times horizon steps.</param>
    /// <param name="options">Horizon, forgetting, penalty, bound on the error.</param>
    public ForecastReadout(MachineLayout<double> layout, string name, int scopes, int count, int outputs, LruForecasterOptions options)
    {
        (_scopes, _horizon) = (scopes, options.Horizon);
        var home = StateScope.Of(layout, options.SharesReadouts);
        _gains = [.. Enumerable.Range(0, scopes).Select(i =>
            new RecursiveGain(home, $"{name}.covariance{i}", count, options.Forgetting, options.L2Regularization))];
        _length = _gains[0].Length;
        _readout = new(home, name, outputs, _length, options.HuberThreshold);
        _features = layout.Sequence.Add<double>(name + ".features", _horizon, scopes, _length);
        _gainsOfRows = layout.Sequence.Add<double>(name + ".gains", _horizon, scopes, _length);
        Features = new double[scopes * _length];
    }

    /// <summary>φ of the present row, one behind the other, each padded with zeros.</summary>
    public double[] Features { get; }

    /// <summary>Sets up a fresh memory.</summary>
    public void Initialize(LearnerMemory memory)
    {
        Array.ForEach(_gains, gain => gain.Initialize(memory));
    }

    /// <summary>φ of the present row for a series.</summary>
    public Span<double> FeaturesOf(int series) => Features.AsSpan(Scope(series) * _length, _length);

    /// <summary>The forecast of an output from the present row, as a change in deviations.</summary>
    public double Predict(LearnerMemory memory, int output, int series) => _readout.Predict(memory, output, FeaturesOf(series));

    /// <summary>w of an output.</summary>
    public ReadOnlySpan<double> Weights(LearnerMemory memory, int output) => _readout.Weights(memory, output);

    /// <summary>φ of an earlier row for a series.</summary>
    public ReadOnlySpan<double> FeaturesOf(LearnerMemory memory, long row, int series) => Ring(memory, _features, row, series);

    /// <summary>Learns a target of an earlier row.</summary>
    /// <returns>The error, before the step.</returns>
    public double Learn(LearnerMemory memory, int output, int series, long row, double target)
    {
        double error = _readout.Error(memory, output, Ring(memory, _features, row, series), target);
        _readout.Learn(memory, output, Ring(memory, _gainsOfRows, row, series), error);
        return error;
    }

    /// <summary>
    /// Takes the φ of the present row for a series, or for all, in, to be learnt from when its targets come; or lets it pass, so that nothing will be learnt.
    /// </summary>
    public void Commit(LearnerMemory memory, long row, int series, double weight, bool isToLearn)
    {
        var gain = Ring(memory, _gainsOfRows, row, series);
        FeaturesOf(series).CopyTo(Ring(memory, _features, row, series));
        if (isToLearn)
        {
            _gains[Scope(series)].Update(memory, FeaturesOf(series), weight, gain);
        }
        else
        {
            gain.Clear();
        }
    }

    private int Scope(int series) => _scopes == 1 ? 0 : series;

    private Span<double> Ring(LearnerMemory memory, in Field field, long row, int series) =>
        memory.Sequence.View<double>(field).Slice((((int)(row % _horizon) * _scopes) + Scope(series)) * _length, _length);
}
