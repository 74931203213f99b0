using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>What one cursor or engine over a saved model owns: a learner that follows its rows.</summary>
internal sealed class SavedModelScorer
{
    private ReadOnlyMemory<char> _payload;
    private FeatureReader? _features;
    private float[] _input = [];
    private int _numbers;
    private OnlineModel? _model;
    private CursorLearner? _learner;

    /// <summary>Predicts a row and advances the state by it; never learns.</summary>
    /// <exception cref="InvalidDataException">The model's payload is damaged or foreign.</exception>
    public void Score(ScoreInput input, ScoreOutput output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        if (_model is null || _learner is null || _features is null || !_payload.Equals(input.Payload))
        {
            _model = LoadedModels.Get(input.Payload);
            _numbers = _model.InputSize - _model.Columns.Phases;
            var columns = _model.Columns;
            _features = new(
                _numbers,
                (columns.HasClock ? TimeCode.Length : 0)
                    + (columns.Group is null ? 0 : SequenceCode.Length)
                    + (columns.EndOfSequence is null ? 0 : EndCode.Length));
            _input = new float[_model.InputSize];
            _learner = new(_model);
            _payload = input.Payload;
        }

        var values = _features.Read(input.Features);
        values[.._numbers].CopyTo(_input);
        var codes = values[_numbers..];
        long clock = 0;
        if (_model.Columns.HasClock)
        {
            clock = TimeCode.Read(codes);
            _model.Columns.Calendar?.Write(clock, _input.AsSpan(_numbers));
            codes = codes[TimeCode.Length..];
        }

        SequenceKey sequence = default;
        if (_model.Columns.Group is not null)
        {
            sequence = SequenceCode.Read(codes);
            codes = codes[SequenceCode.Length..];
        }

        var row = new RowContext { Sequence = sequence, EndsSequence = !codes.IsEmpty && EndCode.Read(codes) };
        _learner.Step(row, _input);
        output.Fill(_learner.Prediction, clock, _model.Outputs);
    }
}
