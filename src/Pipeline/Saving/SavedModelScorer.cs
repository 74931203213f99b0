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

    /// <summary>The component whose mapping scores. A payload must be of it.</summary>
    public IComponentDescriptor? Component { get; set; }

    /// <summary>A row of zeros for a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="payload">Its text.</param>
    public static ScoreInput Blank(OnlineModel model, ReadOnlyMemory<char> payload)
    {
        int length = model.InputSize - model.Columns.Phases + CodeLength(model.Columns);
        return new() { Payload = payload, Features = new(length, new float[length]) };
    }

    /// <summary>Predicts a row and advances the state by it; never learns.</summary>
    /// <exception cref="InvalidDataException">The model's payload is damaged or foreign, or is another component's than the mapping.</exception>
    public void Score(ScoreInput input, ScoreOutput output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        if (_model is null || _learner is null || _features is null || !_payload.Equals(input.Payload))
        {
            _model = RequireOwn(LoadedModels.Get(input.Payload));
            _numbers = _model.InputSize - _model.Columns.Phases;
            var columns = _model.Columns;
            _features = new(_numbers, CodeLength(columns));
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

    private static int CodeLength(OnlineColumns columns) =>
        (columns.HasClock ? TimeCode.Length : 0)
        + (columns.Group is null ? 0 : SequenceCode.Length)
        + (columns.EndOfSequence is null ? 0 : EndCode.Length);

    private OnlineModel RequireOwn(OnlineModel model) => model.Component.Contract == Component?.Contract
        ? model
        : throw new InvalidDataException(
            $"The saved learner belongs to the component '{model.Component.Contract}', but the model that carries it is of '{Component?.Contract}'.");
}
