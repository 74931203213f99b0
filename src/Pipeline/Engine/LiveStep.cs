using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>What an engine's learner does at a row, as the engine has said.</summary>
internal sealed class LiveStep : RowStep
{
    private readonly LiveMapper _mapper;
    private readonly LateLearner _learner;
    private readonly ValueGetter<float>? _label;
    private readonly Func<string>? _name;
    private readonly float[] _target;
    private readonly float[] _prediction;

    public LiveStep(DataViewRow row, LiveMapper mapper, LateLearner learner)
        : base(row, mapper)
    {
        _mapper = mapper;
        _learner = learner;
        _target = new float[mapper.Model.TargetSize];
        _prediction = new float[mapper.Model.OutputSize];
        if (mapper.Label is { } label)
        {
            _label = LabelReader.Create(row, label, mapper.Model.Columns);
            _name = learner.IsGrowing ? ClassLabels.CreateNameReader(row, label) : null;
        }
    }

    /// <summary>What to do with the rows to come.</summary>
    public EngineVerb Verb { get; set; }

    /// <summary>Under which a row awaits its label.</summary>
    public string Key { get; set; } = "";

    /// <summary>What became of the last row that was observed or learnt.</summary>
    public UpdateResult Result { get; private set; }

    /// <summary>The classes that there must be to learn the last row, whose label is none of those known; null where it was learnt.</summary>
    public ClassLabels? Missing { get; private set; }

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
                Missing = _name is not null && _target[0] < 0 && _learner.CanOpen(context, input) ? _mapper.Model.Columns.Classes!.TryAppend(_name()) : null;
                if (Missing is null)
                {
                    Result = _learner.Learn(context, input, _target, _prediction);
                }
                else
                {
                    _learner.Predict(context, input, _prediction);
                }

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
