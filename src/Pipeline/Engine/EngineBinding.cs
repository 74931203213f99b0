using AdaptiveML.Online;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>
/// Binds a whole model to an engine's own learner. Each call takes one row through three steps:
/// <code>
/// 1. read    the stages in front, by ML.NET's engine of single rows
/// 2. learn   predict, observe or learn with the engine's learner
/// 3. write   the stages behind, by a second engine, which reads the prediction of step 2
/// </code>
/// When the learner takes on a class, the second engine is bound anew, since the prediction has another size.
/// </summary>
internal sealed class EngineBinding<TSrc, TDst> : IPrediction, IDisposable
    where TSrc : class
    where TDst : class, new()
{
    private readonly ModelOperationsCatalog _catalog;
    private readonly ITransformer _model;
    private readonly OnlineTransformer _stage;
    private readonly DelayedLabelLearner _learner;
    private readonly PredictionEngineOptions _inputOptions;
    private readonly PredictionEngineOptions _outputOptions;
    private readonly PredictionEngine<TSrc, Nothing> _reader;
    private readonly DataViewRow _row;
    private readonly RowContextReader _context;
    private readonly InputReader _input;
    private readonly Func<string>? _labelName;
    private readonly float[] _target;
    private ValueGetter<float>? _label;
    private float[] _prediction;
    private PredictionEngine<TSrc, TDst> _writer;
    private Nothing _nothing = new();
    private TDst _unread = new();

    /// <param name="catalog">The catalog.</param>
    /// <param name="model">The whole model.</param>
    /// <param name="stage">The stage of it that the learner stands for.</param>
    /// <param name="learner">The learner.</param>
    /// <param name="options">How rows are read and results written.</param>
    public EngineBinding(ModelOperationsCatalog catalog, ITransformer model, OnlineTransformer stage, DelayedLabelLearner learner, OnlineEngineOptions options)
    {
        (_catalog, _model, _stage, _learner, Present) = (catalog, model, stage, learner, stage.Model);
        _inputOptions = new() { InputSchemaDefinition = options.InputSchemaDefinition, OwnsTransformer = false };
        _outputOptions = new()
        {
            IgnoreMissingColumns = options.IgnoreMissingColumns,
            InputSchemaDefinition = options.InputSchemaDefinition,
            OutputSchemaDefinition = options.OutputSchemaDefinition,
            OwnsTransformer = false,
        };
        (_reader, _row) = BindReader();
        Columns = new(Present.Columns, _row.Schema);
        _context = new(_row, Columns.Context);
        _input = new(_row, OnlineColumnChecks.Inputs(_row.Schema, Present.Columns, Present.InputSize), Present.Columns);
        _labelName = learner.IsGrowing && Columns.Label is { } label ? ClassLabels.CreateNameReader(_row, label) : null;
        _target = new float[Present.TargetSize];
        (_writer, _prediction, _label) = BindWriter();
    }

    /// <summary>The columns that the learner learns from.</summary>
    public EngineColumns Columns { get; }

    /// <summary>The model of the stage with the classes of now.</summary>
    public OnlineModel Present { get; private set; }

    /// <summary>The model of the stage as it was fitted.</summary>
    public OnlineModel Fitted => _stage.Model;

    ReadOnlySpan<float> IPrediction.Prediction => _prediction;

    DateTime IPrediction.Clock => new(_input.Clock);

    /// <summary>Predicts a row and changes nothing.</summary>
    public void Predict(TSrc source, ref TDst destination)
    {
        Read(source);
        _learner.Predict(_context.Read(), _input.Read(), _prediction);
        _writer.Predict(source, ref destination);
    }

    /// <summary>Predicts a row, then advances the state by it.</summary>
    public UpdateResult Observe(TSrc source)
    {
        Read(source);
        var context = _context.Read();
        var input = _input.Read();
        _learner.Predict(context, input, _prediction);
        var result = _learner.Observe(context, input);
        _writer.Predict(source, ref _unread);
        return result;
    }

    /// <summary>Predicts a row, then learns from it. A label that opens a class is learnt once the learner has room for it.</summary>
    public UpdateResult Learn(TSrc source, ref TDst destination)
    {
        Columns.RequireLearnable();
        Read(source);
        var context = _context.Read();
        var input = _input.Read();
        _label?.Invoke(ref _target[0]);
        string? label = _labelName is not null && _target[0] < 0 && _learner.CanOpen(context, input) ? _labelName() : null;
        if (label is null || Present.Columns.Classes!.TryAppend(label) is not { } classes)
        {
            if (label is not null)
            {
                _target[0] = Present.Columns.Classes!.TargetUnopened(label);
            }

            var result = _learner.Learn(context, input, _target, _prediction);
            _writer.Predict(source, ref destination);
            return result;
        }

        _learner.Predict(context, input, _prediction);
        _writer.Predict(source, ref destination);
        Become(_learner.Open(), classes);
        _label!(ref _target[0]);
        return _learner.Learn(context, input, _target, _prediction) with { OpenedClass = classes.LearntNames[^1] };
    }

    /// <summary>Predicts a row, then keeps it until its label is told by a key.</summary>
    public void Await(TSrc source, string key, ref TDst destination)
    {
        Columns.RequireLateLabels();
        Columns.RequireContext();
        _learner.RequireFree(key);
        Read(source);
        _learner.Await(_context.Read(), _input.Read(), key, _prediction);
        _writer.Predict(source, ref destination);
    }

    /// <summary>Goes on with other classes.</summary>
    public void Become(IOnlineLearner<float> learner, ClassLabels classes)
    {
        Present = Fitted.With(learner, classes);
        _writer.Dispose();
        (_writer, _prediction, _label) = BindWriter();
    }

    /// <summary>The whole model with a learner in the place of the stage's; the caller must not use the learner any more.</summary>
    public ITransformer With(IOnlineLearner<float> learner)
    {
        var now = Present.Owning(learner, Present.Columns.Classes).CreateTransformer();
        return Chain.Replace(_model, part => ReferenceEquals(part, _stage) ? now : null);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _reader.Dispose();
    }

    private void Read(TSrc source)
    {
        ArgumentNullException.ThrowIfNull(source);
        _reader.Predict(source, ref _nothing);
    }

    /// <summary>Binds the stages in front, and the row that comes out of them.</summary>
    private (PredictionEngine<TSrc, Nothing> Reader, DataViewRow Row) BindReader()
    {
        DataViewRow? bound = null;
        var end = new BoundStage(static schema => schema, (row, _) => bound = row);
        var stages = Chain.ScoringStages(_model).TakeWhile(stage => !ReferenceEquals(stage, _stage)).Append(end).ToArray();
        var reader = _catalog.CreatePredictionEngine<TSrc, Nothing>(
            new TransformerChain<ITransformer>(stages), _inputOptions);
        return (reader, bound ?? throw new InvalidOperationException("ML.NET's engine has bound no row to the model."));
    }

    /// <summary>Binds the stages behind to the row with the columns that the model of now writes.</summary>
    private (PredictionEngine<TSrc, TDst> Writer, float[] Prediction, ValueGetter<float>? Label) BindWriter()
    {
        var schema = new OnlineSchema(Present, _row.Schema);
        var start = new BoundStage(_ => schema.Output, (row, columns) => new OnlineRow(schema, _row, schema.Active(columns), this, owned: row));
        ITransformer[] behind = [.. Chain.ScoringStages(_model).SkipWhile(stage => !ReferenceEquals(stage, _stage)).Skip(1)];
        var results = behind.Aggregate(schema.Output, (columns, stage) => stage.GetOutputSchema(columns));
        var members = _outputOptions.OutputSchemaDefinition ?? SchemaDefinition.Create(typeof(TDst), SchemaDefinition.Direction.Write);
        ITransformer[] stages = [start, .. behind, .. KeyValueMembers.Stage(results, members)];
        var writer = _catalog.CreatePredictionEngine<TSrc, TDst>(new TransformerChain<ITransformer>(stages), _outputOptions);
        return (writer, new float[Present.OutputSize], Columns.Label is { } label ? LabelReader.Create(_row, label, Present.Columns) : null);
    }

    /// <summary>A result class that reads nothing.</summary>
    private sealed class Nothing;
}
