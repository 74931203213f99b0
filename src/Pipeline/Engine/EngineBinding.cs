using AdaptiveML.Online;
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
internal sealed class EngineBinding<TSrc, TDst> : IDisposable
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
    private readonly StageBinding _last;
    private PredictionEngine<TSrc, TDst> _writer;
    private Nothing _nothing = new();
    private TDst _unread = new();

    /// <param name="catalog">The catalog.</param>
    /// <param name="model">The whole model.</param>
    /// <param name="learners">The learner of each online stage.</param>
    /// <param name="options">How rows are read and results written.</param>
    /// <exception cref="InvalidOperationException">The model has no online transformer.</exception>
    public EngineBinding(ModelOperationsCatalog catalog, ITransformer model, Func<OnlineTransformer, LateLabelLearner> learners, OnlineEngineOptions options)
    {
        (_catalog, _model, _options) = (catalog, model, options);
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
        _writer = BindWriter();
    }

    /// <summary>The online stages, in the order in which a row comes to them.</summary>
    public ReadOnlySpan<StageBinding> Stages => _stages;

    /// <summary>The stage that an engine speaks of where it speaks of one: the last with a label that may come late, or else the last.</summary>
    public StageBinding Main { get; }

    /// <summary>The same model bound to other learners.</summary>
    public EngineBinding<TSrc, TDst> Bind(Func<OnlineTransformer, LateLabelLearner> learners) => new(_catalog, _model, learners, _options);

    /// <summary>Predicts a row.</summary>
    public void Predict(TSrc source, ref TDst destination)
    {
        Read(source);
        foreach (var stage in _stages)
        {
            stage.Predict();
        }

        _writer.Predict(source, ref destination);
    }

    /// <summary>Predicts a row, then advances the state by it.</summary>
    public UpdateResult Observe(TSrc source)
    {
        Read(source);
        foreach (var stage in _stages)
        {
            stage.Observe();
        }

        _writer.Predict(source, ref _unread);
        return Main.Result;
    }

    /// <summary>Predicts a row, then learns from it. A label that opens a class is learnt once the learner has room for it.</summary>
    public UpdateResult Learn(TSrc source, ref TDst destination)
    {
        foreach (var stage in _stages)
        {
            stage.Columns.RequireLearnable();
        }

        Read(source);
        foreach (var stage in _stages)
        {
            if (stage.ReadToLearn() is not { } classes)
            {
                stage.LearnRead();
                continue;
            }

            stage.Predict();
            _writer.Predict(source, ref destination);
            Open(classes);
            stage.LearnOpened();
            return Main.Result;
        }

        _writer.Predict(source, ref destination);
        return Main.Result;
    }

    /// <summary>Predicts a row, then keeps it until its label is told by a key. Stages whose label is none of those learn the row at once.</summary>
    public void Await(TSrc source, string key, ref TDst destination)
    {
        Main.Columns.RequireLateLabels();
        foreach (var stage in _stages)
        {
            if (IsLate(stage))
            {
                stage.Columns.RequireContext();
                stage.Learner.RequireFree(key);
            }
            else
            {
                stage.Columns.RequireLearnable();
            }
        }

        Read(source);
        foreach (var stage in _stages)
        {
            if (IsLate(stage))
            {
                stage.Await(key);
            }
            else
            {
                stage.ReadToLearn();
                stage.LearnRead();
            }
        }

        _writer.Predict(source, ref destination);
    }

    /// <summary>A label that is a number, of a row that waits under a key.</summary>
    /// <returns>Whether there is such a row.</returns>
    public bool TryTell(ReadOnlySpan<char> key, float label)
    {
        foreach (var stage in _stages)
        {
            if (stage != Main && IsLate(stage))
            {
                stage.TryTell(key, label);
            }
        }

        return Main.TryTell(key, label);
    }

    /// <summary>A label that is a class, of a row that waits under a key.</summary>
    /// <returns>Whether there is such a row.</returns>
    public bool TryTell(ReadOnlySpan<char> key, ReadOnlySpan<char> label)
    {
        foreach (var stage in _stages)
        {
            if (stage != Main && IsLate(stage))
            {
                stage.TryTell(key, stage.Present.Columns.Classes!.TargetOf(label));
            }
        }

        var classes = Main.Present.Columns.Classes!;
        float target = classes.TargetOf(label);
        if (!(target < 0 && Main.OpensClasses && Main.Learner.CanOpen(key)))
        {
            return Main.TryTell(key, target);
        }

        if (classes.TryAppend(label.ToString()) is not { } grown)
        {
            return Main.TryTell(key, classes.TargetUnopened(label.ToString()));
        }

        Open(grown);
        bool isTold = Main.TryTell(key, grown.TargetOf(label));
        Main.SayOpened();
        return isTold;
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

    private void Open(ClassLabels classes)
    {
        _last.Become(_last.Learner.Open(), classes);
        BindWriterAnew();
    }

    private void Read(TSrc source)
    {
        ArgumentNullException.ThrowIfNull(source);
        _readers[0].Predict(source, ref _nothing);
    }

    /// <summary>Binds the stages between an online one and that in front of it, and the row that comes out of them.</summary>
    private DataViewRow BindRow(StageBinding? before, OnlineTransformer stage)
    {
        DataViewRow? bound = null;
        var end = new BoundStage(static schema => schema, (row, _) => bound = row);
        ITransformer[] stages = [.. Behind(before).TakeWhile(each => !ReferenceEquals(each, stage)), end];
        _readers.Add(_catalog.CreatePredictionEngine<TSrc, Nothing>(new TransformerChain<ITransformer>(stages), _inputOptions));
        return bound ?? throw new InvalidOperationException("ML.NET's engine has bound no row to the model.");
    }

    /// <summary>Binds the stages behind the last online one, which read what the model of now writes.</summary>
    private PredictionEngine<TSrc, TDst> BindWriter()
    {
        ITransformer[] behind = [.. Behind(_last)];
        var results = behind.Skip(1).Aggregate(behind[0].GetOutputSchema(_last.CreateSchema().Input), (columns, stage) => stage.GetOutputSchema(columns));
        var members = _outputOptions.OutputSchemaDefinition ?? SchemaDefinition.Create(typeof(TDst), SchemaDefinition.Direction.Write);
        ITransformer[] stages = [.. behind, .. KeyValueMembers.Stage(results, members)];
        return _catalog.CreatePredictionEngine<TSrc, TDst>(new TransformerChain<ITransformer>(stages), _outputOptions);
    }

    private void BindWriterAnew()
    {
        _writer.Dispose();
        _writer = BindWriter();
    }

    /// <summary>The row that an online stage makes, and the stages behind it; without one, all stages.</summary>
    private IEnumerable<ITransformer> Behind(StageBinding? stage)
    {
        if (stage is null)
        {
            return Chain.ScoringStages(_model);
        }

        var schema = stage.CreateSchema();
        var start = new BoundStage(_ => schema.Output, (_, columns) => stage.CreateRow(schema, columns));
        return [start, .. Chain.ScoringStages(_model).SkipWhile(each => !ReferenceEquals(each, stage.Stage)).Skip(1)];
    }

    /// <summary>A result class that reads nothing.</summary>
    private sealed class Nothing;
}
