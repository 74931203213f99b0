using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>What an engine's learner does at a row, as the engine has said.</summary>
internal sealed class LiveStep : RowStep
{
    private readonly LiveMapper _mapper;
    private readonly LateLearner _learner;
    private readonly ValueGetter<float>? _label;
    private readonly float[] _target;
    private readonly float[] _prediction;

    public LiveStep(DataViewRow row, LiveMapper mapper, LateLearner learner)
        : base(row, mapper)
    {
        _mapper = mapper;
        _learner = learner;
        _target = new float[mapper.Model.TargetSize];
        _prediction = new float[mapper.Model.OutputSize];
        _label = mapper.Label is { } label ? LabelReader.Create(row, label, mapper.Model.Columns) : null;
    }

    /// <summary>What to do with the rows to come.</summary>
    public EngineVerb Verb { get; set; }

    /// <summary>Under which a row awaits its label.</summary>
    public string Key { get; set; } = "";

    /// <summary>What became of the last row that was observed or learnt.</summary>
    public UpdateResult Result { get; private set; }

    /// <summary>Throws unless the rows have a label to learn from.</summary>
    public void RequireLabel() => Refuse(_mapper.LabelProblem);

    /// <summary>Throws unless labels may come later than their rows.</summary>
    public void RequireLateLabels() => Refuse(_mapper.LateLabelProblem);

    /// <summary>Throws unless the rows have what else the model names to learn from.</summary>
    public void RequireContext() => Refuse(_mapper.ContextProblem);

    protected override ReadOnlySpan<float> Current => _prediction;

    protected override void Run(in RowContext context, ReadOnlySpan<float> input)
    {
        switch (Verb)
        {
            case EngineVerb.Predict:
                _learner.Predict(context, input, _prediction);
                break;
            case EngineVerb.Observe:
                _learner.Predict(context, input, _prediction);
                Result = _learner.Observe(context, input);
                break;
            case EngineVerb.Learn:
                _label?.Invoke(ref _target[0]);
                Result = _learner.Learn(context, input, _target, _prediction);
                break;
            case EngineVerb.Await:
                _learner.Await(context, input, Key, _prediction);
                break;
        }
    }

    private static void Refuse(string? problem)
    {
        if (problem is not null)
        {
            throw new InvalidOperationException(problem);
        }
    }
}
