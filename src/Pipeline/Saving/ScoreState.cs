namespace AdaptiveML.Pipeline;

/// <summary>What one cursor or engine over a saved model owns: a learner that follows its rows.</summary>
public sealed class ScoreState
{
    private ReadOnlyMemory<char> _payload;
    private FeatureReader? _features;
    private StreamLearner? _learner;

    /// <summary>Predicts a row and advances the state by it; never learns.</summary>
    /// <exception cref="InvalidDataException">The model's payload is damaged or foreign.</exception>
    public void Score(ScoreInput input, ScoreOutput output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        if (_learner is null || _features is null || !_payload.Equals(input.Payload))
        {
            var model = LoadedModels.Get(input.Payload);
            _features = new(model.FeatureCount);
            _learner = new(model);
            _payload = input.Payload;
        }

        _learner.Step(_features.Read(input.Features));
        output.Score = _learner.Prediction;
    }
}
