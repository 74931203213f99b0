using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>What one cursor or engine over a saved model owns: a learner that follows its rows.</summary>
public sealed class ScoreState
{
    private ReadOnlyMemory<char> _payload;
    private FeatureReader? _features;
    private OnlineModel? _model;
    private StreamLearner? _learner;

    /// <summary>Predicts a row and advances the state by it; never learns.</summary>
    /// <exception cref="InvalidDataException">The model's payload is damaged or foreign.</exception>
    public void Score(ScoreInput input, ScoreOutput output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        if (_model is null || _learner is null || _features is null || !_payload.Equals(input.Payload))
        {
            _model = LoadedModels.Get(input.Payload);
            _features = new(_model.InputSize, _model.Columns.Group is null ? 0 : SequenceCode.Length);
            _learner = new(_model);
            _payload = input.Payload;
        }

        var values = _features.Read(input.Features);
        var row = new RowContext { Sequence = values.Length == _model.InputSize ? default : SequenceCode.Read(values[_model.InputSize..]) };
        _learner.Step(row, values[.._model.InputSize]);
        output.Take(_learner.Prediction, _model.Outputs);
    }
}
