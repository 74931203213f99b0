using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>
/// A model's learner following a stream of rows: its state moves, whatever its mode; its parameters move if the stream is to be learnt and the mode lets
/// them.
/// </summary>
internal sealed class CursorLearner
{
    private readonly float[] _target;
    private readonly float[] _prediction;
    private readonly IOnlineLearner<float> _learner;

    public CursorLearner(OnlineModel model, bool learns = false)
    {
        _target = new float[model.TargetSize];
        _prediction = new float[model.OutputSize];
        _learner = model.CreateLearner();
        if (!learns || _learner.Mode == UpdateMode.Frozen)
        {
            _learner.Mode = UpdateMode.StateOnly;
        }
    }

    /// <summary>The prediction made last.</summary>
    public ReadOnlySpan<float> Prediction => _prediction;

    /// <summary>Predicts a row, then advances the state by it and learns, in one forward pass.</summary>
    /// <param name="row">Whose row it is.</param>
    /// <param name="input">The row.</param>
    /// <param name="label">Its label, where the learner has a target; NaN where it is not known.</param>
    public void Step(in RowContext row, ReadOnlySpan<float> input, float label = float.NaN)
    {
        _target.AsSpan().Fill(label);
        _learner.Learn(row, input, _target, _prediction);
    }
}
