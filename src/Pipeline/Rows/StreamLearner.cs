using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>A model's learner following a stream of rows: its state moves, whatever its mode; its parameters move if the stream is to be learnt and the mode lets them.</summary>
internal sealed class StreamLearner
{
    private readonly float[] _target = new float[1];
    private readonly float[] _prediction = new float[1];
    private readonly IOnlineLearner<float> _learner;

    public StreamLearner(OnlineModel model, bool adapts = false)
    {
        _learner = model.CreateLearner();
        if (!adapts || _learner.Mode == UpdateMode.Frozen)
        {
            _learner.Mode = UpdateMode.StateOnly;
        }
    }

    /// <summary>The prediction made last.</summary>
    public float Prediction => _prediction[0];

    /// <summary>Predicts a row, then advances the state by it and learns its label, in one forward pass.</summary>
    /// <param name="row">Whose row it is.</param>
    /// <param name="input">The row.</param>
    /// <param name="label">Its label; NaN where it is not known.</param>
    public void Step(in RowContext row, ReadOnlySpan<float> input, float label = float.NaN)
    {
        _target[0] = label;
        _learner.Learn(row, input, _target, _prediction);
    }
}
