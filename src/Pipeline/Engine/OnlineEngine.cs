using AdaptiveML.Online;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>
/// Predicts and learns row by row, through a whole model: the rows pass the stages in front of the online transformer, its learner, and the stages behind it. The
/// engine's learner is its own; the model that it was made from does not change. One thread at a time.
/// </summary>
/// <remarks>
/// Rows are read, and results written, by ML.NET's own rules. After the first calls nothing is allocated, unless a class of rows asks for it (arrays, text).
/// </remarks>
/// <typeparam name="TSrc">A row of the model's input.</typeparam>
/// <typeparam name="TDst">What to read of the model's output.</typeparam>
public sealed class OnlineEngine<TSrc, TDst> : IDisposable
    where TSrc : class
    where TDst : class, new()
{
    private readonly ModelOperationsCatalog _catalog;
    private readonly ITransformer _model;
    private readonly OnlineTransformer _stage;
    private readonly IOnlineLearner<float> _learner;
    private readonly UpdateMode _modelMode;
    private readonly PredictionEngine<TSrc, TDst> _engine;
    private readonly LiveStep _step;
    private TDst _unread = new();

    internal OnlineEngine(ModelOperationsCatalog catalog, ITransformer model, OnlineEngineOptions options)
    {
        options.Validate();
        _catalog = catalog;
        _model = model;
        var stages = Chain.ScoringStages(model).ToArray();
        _stage = OnlineStage(stages);
        _learner = _stage.Model.CreateLearner();
        _modelMode = _learner.Mode;
        _learner.Mode = options.Mode ?? _modelMode;
        var live = new LiveStage(_stage.Model, _learner);
        stages[Array.IndexOf(stages, _stage)] = live;
        _engine = catalog.CreatePredictionEngine<TSrc, TDst>(
            new TransformerChain<ITransformer>(stages), new PredictionEngineOptions { IgnoreMissingColumns = true, OwnsTransformer = false });
        _step = live.Step;
    }

    /// <summary>How often each verdict was given, from the beginning of the learner's life.</summary>
    public UpdateCounts Counts => _learner.Counts;

    /// <summary>Predicts a row. Pure: the same row asked again gives the same answer.</summary>
    /// <exception cref="ArgumentNullException">There is no row.</exception>
    public TDst Predict(TSrc source)
    {
        var destination = new TDst();
        Predict(source, ref destination);
        return destination;
    }

    /// <summary>Predicts a row. Pure: the same row asked again gives the same answer.</summary>
    /// <param name="source">The row.</param>
    /// <param name="destination">Receives the result.</param>
    /// <exception cref="ArgumentNullException">There is no row.</exception>
    public void Predict(TSrc source, ref TDst destination) => Run(EngineVerb.Predict, source, ref destination);

    /// <summary>Advances the state by a row whose label is not known, or is not to be learnt.</summary>
    /// <exception cref="ArgumentNullException">There is no row.</exception>
    public UpdateResult Observe(TSrc source) => Run(EngineVerb.Observe, source, ref _unread);

    /// <summary>Advances the state by a row and learns from its label; a label that is NaN is not known.</summary>
    /// <exception cref="ArgumentNullException">There is no row.</exception>
    /// <exception cref="InvalidOperationException">The rows have no label column of the right type.</exception>
    public UpdateResult Learn(TSrc source) => Learn(source, ref _unread);

    /// <summary>Test, then train: predicts a row, then advances the state and learns from its label; a label that is NaN is not known.</summary>
    /// <param name="source">The row.</param>
    /// <param name="destination">Receives what <see cref="Predict(TSrc)"/> would have given before.</param>
    /// <exception cref="ArgumentNullException">There is no row.</exception>
    /// <exception cref="InvalidOperationException">The rows have no label column of the right type.</exception>
    public UpdateResult Learn(TSrc source, ref TDst destination)
    {
        _step.RequireLabel();
        return Run(EngineVerb.Learn, source, ref destination);
    }

    /// <summary>Keeps the present learner, for <see cref="Restore"/>.</summary>
    public OnlineSnapshot Snapshot() => new(_learner.Memory);

    /// <summary>Goes back to a snapshot of this engine, or of one made from the same model.</summary>
    /// <exception cref="ArgumentException">The snapshot is of a learner of another shape.</exception>
    public void Restore(OnlineSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        snapshot.CopyTo(_learner.Memory);
    }

    /// <summary>The whole model as it is now; it does not change when the engine goes on.</summary>
    public ITransformer ToTransformer()
    {
        var learner = _learner.Clone();
        learner.Mode = _modelMode;
        var now = _stage.Model.With(learner).CreateTransformer();
        return Chain.Replace(_model, part => ReferenceEquals(part, _stage) ? now : null);
    }

    /// <summary>
    /// Saves the whole model as it is now, to be loaded by <see cref="ModelOperationsCatalog.Load(string, out DataViewSchema)"/>: an engine over what was saved goes
    /// on exactly as this one does. The file is replaced at once and whole; if anything fails, the old one is as it was.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void CheckPoint(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var inputSchema = new MLContext().Data.LoadFromEnumerable(Array.Empty<TSrc>()).Schema;
        AtomicFile.Write(path, stream => _catalog.Save(ToTransformer(), inputSchema, stream));
    }

    /// <inheritdoc/>
    public void Dispose() => _engine.Dispose();

    private UpdateResult Run(EngineVerb verb, TSrc source, ref TDst destination)
    {
        ArgumentNullException.ThrowIfNull(source);
        _step.Verb = verb;
        _engine.Predict(source, ref destination);
        _step.Ensure();
        return _step.Result;
    }

    private static OnlineTransformer OnlineStage(ITransformer[] stages) => stages.OfType<OnlineTransformer>().ToArray() switch
    {
        [var stage] => stage,
        [] => throw new InvalidOperationException("The model has no online transformer to learn with."),
        var several => throw new InvalidOperationException($"The model has {several.Length} online transformers; an engine drives exactly one."),
    };
}
