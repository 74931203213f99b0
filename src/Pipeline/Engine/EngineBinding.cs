using AdaptiveML.Online;
using AdaptiveML.Streams;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>
/// Binds a whole model to an engine's own learners, one for each online stage. Each call takes one row through the chain:
/// <code>
/// 1. read    the stages in front of the first online one, by ML.NET's engine of single rows
/// 2. learn   each online stage reads its row, which is made of what the one before it has just predicted; predict, observe or learn
/// 3. write   the stages behind the last, by a last engine, which reads all predictions of step 2
/// </code>
/// When the last stage takes on a class, the last engine is bound anew, since the prediction has another size.
/// </summary>
internal sealed partial class EngineBinding<TSrc, TDst> : IDisposable
    where TSrc : class
    where TDst : class, new()
{
    private readonly ModelOperationsCatalog _catalog;
    private readonly ITransformer _model;
    private readonly OnlineEngineOptions _options;
    private readonly PredictionEngineOptions _inputOptions;
    private readonly PredictionEngineOptions _outputOptions;
    private readonly List<PredictionEngine<TSrc, Nothing>> _readers = [];
    private readonly StageBinding[] _stages;
    private readonly IRowTaker _taker;
    private readonly bool _takesAtOnce;
    private readonly float[] _labels;
    private readonly LearningGate? _gate;
    private readonly StageBinding _last;
    private PredictionEngine<TSrc, TDst> _writer;
    private Nothing _nothing = new();

    /// <param name="catalog">The catalog.</param>
    /// <param name="model">The whole model.</param>
    /// <param name="learners">The learner of each online stage.</param>
    /// <param name="taker">Takes rows and labels to the learners.</param>
    /// <param name="options">How rows are read and results written.</param>
    /// <exception cref="InvalidOperationException">The model has no online transformer.</exception>
    public EngineBinding(
        ModelOperationsCatalog catalog, ITransformer model, Func<OnlineTransformer, LateLabelLearner> learners, IRowTaker taker, OnlineEngineOptions options)
    {
        (_catalog, _model, _taker, _options) = (catalog, model, taker, options);
        _inputOptions = new() { InputSchemaDefinition = options.InputSchemaDefinition, OwnsTransformer = false };
        _outputOptions = new()
        {
            IgnoreMissingColumns = options.IgnoreMissingColumns,
            InputSchemaDefinition = options.InputSchemaDefinition,
            OutputSchemaDefinition = options.OutputSchemaDefinition,
            OwnsTransformer = false,
        };
        OnlineTransformer[] online = [.. Chain.ScoringStages(model).OfType<OnlineTransformer>()];
        StageBinding? before = null;
        _stages = Array.ConvertAll(online, stage => before = new(stage, learners(stage), BindRow(before, stage), opensClasses: stage == online[^1]));
        _last = before ?? throw Chain.NothingToLearnWith;
        Main = Array.FindLast(_stages, stage => stage.Present.Columns.Target is not null) ?? _last;
        _labels = new float[_stages.Length];
        _gate = options.Limits is { } limits ? new(limits, options.TimeProvider) : null;
        _takesAtOnce = taker.TakesAtOnce && _stages.Length == 1;
        _writer = BindWriter();
    }

    /// <summary>The online stages, in the order in which a row comes to them.</summary>
    public ReadOnlySpan<StageBinding> Stages => _stages;

    /// <summary>The stage that an engine speaks of where it speaks of one: the last with a label that may come late, or else the last.</summary>
    public StageBinding Main { get; }

    /// <summary>The same model bound to other learners.</summary>
    public EngineBinding<TSrc, TDst> Bind(Func<OnlineTransformer, LateLabelLearner> learners) =>
        new(_catalog, _model, learners, new DirectTaker(clock: null), _options);

    /// <summary>How much more a row to come counts than its weight says.</summary>
    public double Rate
    {
        get => Main.Rate;
        set
        {
            foreach (var stage in _stages)
            {
                stage.Rate = value;
            }
        }
    }

    /// <summary>Rows and labels that were not learnt, since learners might not.</summary>
    public long Held => _gate?.Held ?? 0;

    /// <summary>Predicts a row.</summary>
    public void Predict(TSrc source, ref TDst destination)
    {
        PredictStages(source);
        _writer.Predict(source, ref destination);
    }

    /// <summary>Predicts a row, then advances the state by it.</summary>
    public UpdateResult Observe(TSrc source)
    {
        _taker.Begin();
        PredictStages(source);
        _taker.Observe(_stages);
        return Main.Result;
    }

    /// <summary>Predicts a row, then keeps it until its label is told by a key. Stages whose label is none of those learn the row at once.</summary>
    public void Await(TSrc source, string key, ref TDst destination)
    {
        _taker.Begin();
        Main.Columns.RequireLateLabels();
        foreach (var stage in _stages)
        {
            stage.Learner.RequireFree(key);
            if (IsLate(stage))
            {
                stage.Columns.RequireContext();
            }
            else
            {
                stage.Columns.RequireLearnable();
            }
        }

        Read(source);
        bool mayLearn = _gate is null || _gate.IsOpen;
        foreach (var stage in _stages)
        {
            if (IsLate(stage))
            {
                stage.Read();
                Take(stage, key);
            }
            else
            {
                stage.ReadToLearn(mayLearn);
                Take(stage);
            }
        }

        EndRow(key);
        CountLearnt();
        _writer.Predict(source, ref destination);
    }

    /// <summary>A label that is a number, of a row that waits under a key.</summary>
    /// <returns>Whether there is such a row.</returns>
    public bool TryTell(ReadOnlySpan<char> key, float label)
    {
        _taker.Begin();
        bool mayLearn = _gate is null || _gate.MayLearn();
        for (int i = 0; i < _stages.Length; i++)
        {
            _labels[i] = IsLate(_stages[i]) && (mayLearn || !_stages[i].IsLimited) ? label : float.NaN;
        }

        return Tell(key);
    }

    /// <summary>Tells the labels, one a stage, of the row that waits under a key.</summary>
    private bool Tell(ReadOnlySpan<char> key)
    {
        bool isTold = _taker.Tell(_stages, key, _labels);
        CountLearnt();
        return isTold;
    }

    /// <summary>Takes a sequence back to its beginning, or all.</summary>
    public void Reset(SequenceKey? sequence) => _taker.Reset(_stages, sequence);

    /// <summary>What rows to come may change.</summary>
    public void SetMode(UpdateMode mode) => _taker.SetMode(_stages, mode);

    /// <summary>Gives up labels that have been missing for too long.</summary>
    public void Expire() => _taker.Expire(_stages);

    /// <summary>Goes on with the learners of a stream that is another than before, and the classes that it has opened.</summary>
    public void Become(StreamLearner stream)
    {
        for (int i = 0; i < _stages.Length; i++)
        {
            _stages[i].Become(stream.Late(i), stream.OpenedClasses(i));
        }

        BindWriterAnew();
    }

    /// <summary>Goes on with other learners, one a stage, and the classes that they know.</summary>
    public void Become(IReadOnlyList<(IOnlineLearner<float> Learner, ClassLabels? Classes)> stages)
    {
        foreach (var (stage, (learner, classes)) in _stages.Zip(stages))
        {
            if (classes is null || classes == stage.Present.Columns.Classes)
            {
                stage.Learner.Restore(learner);
            }
            else
            {
                stage.Learner.Become(learner.Clone());
                stage.Become(learner, classes);
                BindWriterAnew();
            }
        }
    }

    /// <summary>The whole model with learners in the place of the stages'; the caller must not use them any more.</summary>
    public ITransformer With(Func<StageBinding, IOnlineLearner<float>> learners)
    {
        var now = Array.ConvertAll(_stages, stage => stage.With(learners(stage)));
        return Chain.Replace(_model, part => Array.FindIndex(_stages, stage => ReferenceEquals(stage.Stage, part)) is >= 0 and var index ? now[index] : null);
    }

    public void Dispose()
    {
        _writer.Dispose();
        foreach (var reader in _readers)
        {
            reader.Dispose();
        }
    }

    /// <summary>Whether a stage learns the label that may come late: the same column as the main stage's, of the same kind.</summary>
    private bool IsLate(StageBinding stage) => stage.Present.Columns is { Target: not null } columns
        && columns.Label == Main.Present.Columns.Label && (columns.Classes is null) == (Main.Present.Columns.Classes is null);

    private void PredictStages(TSrc source)
    {
        Read(source);
        foreach (var stage in _stages)
        {
            stage.Predict();
        }
    }

    /// <summary>A row that a stage has read is learnt, or kept under a key, or predicted where that comes later.</summary>
    private void Take(StageBinding stage, string? key = null)
    {
        if (!_takesAtOnce)
        {
            stage.PredictRead();
        }
        else if (key is null)
        {
            stage.LearnRead();
        }
        else
        {
            stage.AwaitRead(key);
        }
    }

    /// <summary>The row has come to all stages.</summary>
    private void EndRow(string? key = null)
    {
        if (!_takesAtOnce)
        {
            _taker.EndRow(_stages, key);
        }
    }

    private void Read(TSrc source)
    {
        ArgumentNullException.ThrowIfNull(source);
        _readers[0].Predict(source, ref _nothing);
    }
}
