using System.Runtime.CompilerServices;
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
    public LateLabelLearner Learner { get; private set; }

    /// <summary>The model with the classes of now.</summary>
    public OnlineModel Present { get; private set; }

    /// <summary>The columns that the learner learns from.</summary>
    public EngineColumns Columns { get; }

    /// <summary>Whether a label that the model does not know may open a class.</summary>
    public bool OpensClasses { get; }

    /// <summary>How much more a row counts than its weight says; the judge of a trial counts rows alike.</summary>
    public double Rate { get; set; } = 1;

    /// <summary>What became of the row, or of the label, that came last.</summary>
    public UpdateResult Result { get; set; }

    /// <summary>The input of the row that was read last.</summary>
    public ReadOnlyMemory<float> Input => _inputReader.Memory;

    /// <summary>Whose row it is, when, and how much it counts.</summary>
    public RowContext Context => _context;

    /// <summary>Its label; NaN where it is not known, or there is none.</summary>
    public float Label => _target is [var label] ? label : float.NaN;

    /// <summary>The scores that were predicted of it.</summary>
    public ReadOnlySpan<float> Scores => Present.Read(static learner => learner.Output[PredictionNames.Score]).In(_prediction);

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
        PredictRead();
    }

    /// <summary>Predicts the row that was read.</summary>
    public void PredictRead() => Learner.Predict(_context, _inputReader.Values, _prediction);

    /// <summary>Reads the row, whose label is not known.</summary>
    public void Read()
    {
        _context = _contextReader.Read();
        if (Rate != 1 && !Present.Component.IsJudge)
        {
            _context = _context with { Weight = _context.Weight * Rate };
        }

        _inputReader.Read();
        _target.AsSpan().Fill(float.NaN);
    }

    /// <summary>Advances the state by the row that was read.</summary>
    public void ObserveRead() => Result = Learner.Observe(_context, _inputReader.Values);

    /// <summary>Whether limits on learning hold for it: not for a judge, nor where the label is an input.</summary>
    public bool IsLimited => !Present.Component.IsJudge && Present.Columns.Target is not null;

    /// <summary>Reads the row, and its label: what <see cref="LearnRead"/> learns.</summary>
    /// <param name="mayLearn">Whether learners may learn now; if not, the label of one that is limited is not read.</param>
    /// <returns>The classes with one more, where the label is to open it; else null.</returns>
    public ClassLabels? ReadToLearn(bool mayLearn)
    {
        Read();
        if (!mayLearn && IsLimited)
        {
            return null;
        }

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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void LearnRead() => Result = Learner.Learn(_context, _inputReader.Values, _target, _prediction);

    /// <summary>Reads the label of the row, whose class has been opened.</summary>
    public void ReadOpened() => _label!(ref _target[0]);

    /// <summary>Predicts the row that was read, and keeps it until its label is told by a key.</summary>
    public void AwaitRead(string key)
    {
        Result = UpdateResult.Without(UpdateVerdict.Skipped, UpdateReason.MissingTarget);
        Learner.Await(_context, _inputReader.Values, key, _prediction);
    }

    /// <summary>The label of a row that waits under a key.</summary>
    /// <returns>Whether there is such a row.</returns>
    public bool TryTell(ReadOnlySpan<char> key, float label)
    {
        bool isTold = Learner.TryLearn(key, label, out var result);
        Result = isTold ? result : UpdateResult.Without(UpdateVerdict.Skipped, UpdateReason.MissingTarget);
        return isTold;
    }

    /// <summary>Goes on with a learner that knows classes behind those of the fit.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="opened">The classes that have been opened.</param>
    public void Become(LateLabelLearner learner, IReadOnlyList<string> opened)
    {
        Learner = learner;
        if (Stage.Model.Columns.Classes is { } classes)
        {
            Become(learner.Latest, opened.Count > 0 ? classes.Append(opened) : classes);
        }
    }

    /// <summary>A late label that is a class.</summary>
    /// <param name="key">The key of its row.</param>
    /// <param name="label">The label.</param>
    /// <returns>The label as the learner takes it, and the classes with one more, where it is to open it.</returns>
    public (float Label, ClassLabels? Opened) ClassOf(ReadOnlySpan<char> key, ReadOnlySpan<char> label)
    {
        var classes = Present.Columns.Classes!;
        float target = classes.TargetOf(label);
        if (!(target < 0 && OpensClasses && Learner.CanOpen(key)))
        {
            return (target, null);
        }

        string name = label.ToString();
        return classes.TryAppend(name) is { } grown ? (target, grown) : (classes.TargetUnopened(name), null);
    }

    /// <summary>Goes on with a learner that knows further classes.</summary>
    public void Become(IOnlineLearner<float> learner, ClassLabels classes)
    {
        Present = Stage.Model.With(learner, classes);
        _prediction = new float[Present.OutputSize];
        _label = BindLabel();
    }

    /// <summary>The stage with a learner in its place; the caller must not use the learner any more.</summary>
    public ITransformer With(IOnlineLearner<float> learner)
    {
        learner.Mode = Stage.Model.Read(fitted => fitted.Mode);
        return Present.Owning(learner, Present.Columns.Classes).CreateTransformer();
    }

    private ValueGetter<float>? BindLabel() => Columns.Label is { } label ? LabelReader.Create(_row, label, Present.Columns) : null;
}
