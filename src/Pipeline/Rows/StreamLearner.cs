using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>A model's learner following a stream of rows: its state moves, its parameters stay.</summary>
internal sealed class StreamLearner
{
    private static readonly float[] Unknown = [float.NaN];

    private readonly float[] _prediction = new float[1];
    private readonly IOnlineLearner<float> _learner;

    public StreamLearner(OnlineModel model)
    {
        _learner = model.CreateLearner();
        _learner.Mode = UpdateMode.StateOnly;
    }

    /// <summary>The prediction made last.</summary>
    public float Prediction => _prediction[0];

    /// <summary>Predicts a row and advances the state by it, in one forward pass.</summary>
    public void Step(ReadOnlySpan<float> input) => _learner.Learn(input, Unknown, _prediction);
}
