using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>What one cursor or engine over a saved model owns: a learner that follows its rows.</summary>
public sealed class ScoreState
{
    private ReadOnlyMemory<char> _payload;
    private FeatureReader? _features;
    private int _featureCount;
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
            _featureCount = model.FeatureCount;
            _features = new(_featureCount, model.Columns.Group is null ? 0 : SequenceCode.Length);
            _learner = new(model);
            _payload = input.Payload;
        }

        var values = _features.Read(input.Features);
        var row = new RowContext { Sequence = values.Length == _featureCount ? default : SequenceCode.Read(values[_featureCount..]) };
        _learner.Step(row, values[.._featureCount]);
        output.Score = _learner.Prediction;
    }
}
