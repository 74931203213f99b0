using AdaptiveML.Learners.Lru;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.LruRegression;

/// <summary>One expert of a regressor: a readout learnt by recursive least squares, of the label or of its change from the last one.</summary>
internal sealed class RegressorReadout
{
    /// <summary>Error at which a readout's part in the recurrence's gradient stops growing, in standardised units.</summary>
    private const double LargestError = 3;

    private readonly RecursiveGain _gain;
    private readonly LeastSquaresReadout _readout;
    private readonly StateScope _home;
    private readonly Field _break;
    private readonly double[] _gainOfRow;
    private readonly int _statesAt;

    /// <summary>Adds the fields to <paramref name="home"/>.</summary>
    /// <param name="home">Where to.</param>
    /// <param name="name">Begins the names of the fields.</param>
    /// <param name="count">Number of features.</param>
    /// <param name="statesAt">Where the states of the recurrence begin among them, or −1 if they are not.</param>
    /// <param name="isOfChange">Whether it forecasts the change from the last label.</param>
    /// <param name="forgetting">Weight of a row relative to the one after it.</param>
    /// <param name="options">L2Regularization and bound on the error.</param>
    public RegressorReadout(StateScope home, string name, int count, int statesAt, bool isOfChange, double forgetting, LruRegressorOptions options)
    {
        (_home, _statesAt, IsOfChange) = (home, statesAt, isOfChange);
        _break = home.Layout.AddStruct<ErrorBreak, double>(name + ".break");
        _gain = new(home, name + ".covariance", count, forgetting, options.L2Regularization);
        _readout = new(home, name, 1, _gain.Length, options.HuberThreshold);
        Features = new double[_gain.Length];
        _gainOfRow = new double[_gain.Length];
    }

    /// <summary>φ of the present row, padded with zeros.</summary>
    public double[] Features { get; }

    /// <summary>Whether it forecasts the change from the last label.</summary>
    public bool IsOfChange { get; }

    /// <summary>Sets up a fresh memory.</summary>
    public void Initialize(LearnerMemory memory) => _gain.Initialize(memory);

    /// <summary>1 + φᵀ P φ of the row predicted last: its expected squared error, where that of a row which is well known is 1.</summary>
    public double Spread { get; private set; }

    /// <summary>wᵀφ.</summary>
    public double Predict(LearnerMemory memory)
    {
        Spread = 1 + Math.Max(0, _gain.Project(memory, Features));
        return _readout.Predict(memory, 0, Features);
    }

    /// <summary>Learns a row, and adds its error to the recurrence. Where the law has changed, what is behind counts no more.</summary>
    public void Learn(LearnerMemory memory, double target, double weight, TrainedRecurrence recurrence)
    {
        double error = _readout.Error(memory, 0, Features, target, out double whole);
        if (_statesAt >= 0)
        {
            recurrence.AddError(_readout.Weights(memory, 0).Slice(_statesAt, recurrence.Count), weight * Math.Clamp(error, -LargestError, LargestError));
        }

        double share = double.IsFinite(error) && error != whole ? error / whole : 1;
        _gain.Update(memory, weight * share, _gainOfRow);
        _readout.Learn(memory, 0, _gainOfRow, error / share);
        if (_home.In(memory).Ref<ErrorBreak>(_break).Update(Math.Abs(error)))
        {
            _gain.Restart(memory);
        }
    }
}
