using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>One online stage of an engine: its learner, the row that comes to it, and what it predicts for the row.</summary>
internal sealed class StageBinding : IPrediction
{
    private readonly DataViewRow _row;
    private readonly RowContextReader _contextReader;
    private readonly InputReader _inputReader;
    private readonly Func<string>? _labelName;
    private readonly float[] _target;
    private RowContext _context;
    private float[] _prediction;
    private ValueGetter<float>? _label;

    /// <param name="stage">The stage.</param>
    /// <param name="learner">Its learner.</param>
    /// <param name="row">The row that comes to it, bound once.</param>
    /// <param name="opensClasses">Whether a label that the model does not know may open a class.</param>
    public StageBinding(OnlineTransformer stage, LateLabelLearner learner, DataViewRow row, bool opensClasses)
    {
        (Stage, Learner, Present, _row) = (stage, learner, stage.Model, row);
        Columns = new(Present.Columns, row.Schema);
        _contextReader = new(row, Columns.Context);
        _inputReader = new(row, OnlineColumnChecks.Inputs(row.Schema, Present.Columns, Present.InputSize), Present.Columns);
        _labelName = opensClasses && learner.IsGrowing && Columns.Label is { } label ? ClassLabels.CreateNameReader(row, label) : null;
        OpensClasses = opensClasses;
        _target = new float[Present.TargetSize];
        _prediction = new float[Present.OutputSize];
        _label = BindLabel();
    }

    /// <summary>The stage as it was fitted.</summary>
    public OnlineTransformer Stage { get; }

    /// <summary>The learner, and the rows that wait for their labels.</summary>
    public LateLabelLearner Learner { get; }

    /// <summary>The model with the classes of now.</summary>
    public OnlineModel Present { get; private set; }

    /// <summary>The columns that the learner learns from.</summary>
    public EngineColumns Columns { get; }

    /// <summary>Whether a label that the model does not know may open a class.</summary>
    public bool OpensClasses { get; }

    /// <summary>What became of the row, or of the label, that came last.</summary>
    public UpdateResult Result { get; private set; }

    ReadOnlySpan<float> IPrediction.Prediction => _prediction;

    DateTime IPrediction.Clock => new(_inputReader.Clock);

    /// <summary>The columns of the row, and those that the model of now writes.</summary>
    public OnlineSchema CreateSchema() => new(Present, _row.Schema);

    /// <summary>The row with the columns that the model writes.</summary>
    public OnlineRow CreateRow(OnlineSchema schema, IEnumerable<DataViewSchema.Column> columns) =>
        new(schema, _row, schema.Active(columns), this, owned: _row);

    /// <summary>Reads the row, and predicts it.</summary>
    public void Predict()
    {
        Read();
        Learner.Predict(_context, _inputReader.Values, _prediction);
    }

    /// <summary>Reads the row, predicts it, and advances the state by it.</summary>
    public void Observe()
    {
        Predict();
        Result = Learner.Observe(_context, _inputReader.Values);
    }

    /// <summary>Reads the row, and its label: what <see cref="LearnRead"/> learns.</summary>
    /// <returns>The classes with one more, where the label is to open it; else null.</returns>
    public ClassLabels? ReadToLearn()
    {
        Read();
        _label?.Invoke(ref _target[0]);
        if (_labelName is null || !(_target[0] < 0) || !Learner.CanOpen(_context, _inputReader.Values))
        {
            return null;
        }

        string label = _labelName();
        var classes = Present.Columns.Classes!.TryAppend(label);
        if (classes is null)
        {
            _target[0] = Present.Columns.Classes.TargetUnopened(label);
        }

        return classes;
    }

    /// <summary>Predicts the row that was read, and learns it.</summary>
    public void LearnRead() => Result = Learner.Learn(_context, _inputReader.Values, _target, _prediction);

    /// <summary>Learns the row that was read and predicted, whose class has been opened.</summary>
    public void LearnOpened()
    {
        _label!(ref _target[0]);
        LearnRead();
        Result = Result with { OpenedClass = Present.Columns.Classes!.LearntNames[^1] };
    }

    /// <summary>Reads the row, predicts it, and keeps it until its label is told by a key.</summary>
    public void Await(string key)
    {
        Read();
        Learner.Await(_context, _inputReader.Values, key, _prediction);
    }

    /// <summary>The label of a row that waits under a key.</summary>
    /// <returns>Whether there is such a row.</returns>
    public bool TryTell(ReadOnlySpan<char> key, float label)
    {
        bool isTold = Learner.TryLearn(key, label, out var result);
        Result = result;
        return isTold;
    }

    /// <summary>Goes on with a learner that knows further classes.</summary>
    public void Become(IOnlineLearner<float> learner, ClassLabels classes)
    {
        Present = Stage.Model.With(learner, classes);
        _prediction = new float[Present.OutputSize];
        _label = BindLabel();
    }

    /// <summary>Notes what is said of a class that a late label has opened.</summary>
    public void SayOpened() => Result = Result with { OpenedClass = Present.Columns.Classes!.LearntNames[^1] };

    /// <summary>The stage with a learner in its place; the caller must not use the learner any more.</summary>
    public ITransformer With(IOnlineLearner<float> learner)
    {
        learner.Mode = Stage.Model.Read(fitted => fitted.Mode);
        return Present.Owning(learner, Present.Columns.Classes).CreateTransformer();
    }

    private ValueGetter<float>? BindLabel() => Columns.Label is { } label ? LabelReader.Create(_row, label, Present.Columns) : null;

    private void Read()
    {
        _context = _contextReader.Read();
        _inputReader.Read();
    }
}
