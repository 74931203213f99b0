using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Online;

namespace AdaptiveML.Benchmarks.Ttt.Faults;

/// <summary>The drift score of the featurizer, which does not depend on its inner models: views that are fixed cost least.</summary>
internal sealed class DriftMonitor : IMonitor
{
    private IOnlineLearner<float>? _learner;
    private int _place;
    private float[] _output = [];

    /// <inheritdoc/>
    public void Fit(float[][] rows)
    {
        var training = new TrainingRows<float>(rows[0].Length, 0);
        foreach (float[] row in rows)
        {
            training.Add(row, []);
        }

        var learner = TttFeaturizer<float>.Create(rows[0].Length, new() { Objective = TttObjective.FixedViews });
        learner.Fit(training, new());
        (_learner, _place, _output) = (learner, learner.FeatureCount, new float[learner.OutputSize]);
    }

    /// <inheritdoc/>
    public void Begin() => _learner!.Reset();

    /// <inheritdoc/>
    public double Next(float[] row)
    {
        _learner!.Learn(row, [], _output);
        return _output[_place];
    }

    /// <inheritdoc/>
    public IMonitor Copy() => new DriftMonitor { _learner = _learner!.Clone(), _place = _place, _output = new float[_output.Length] };
}
