using AdaptiveML.Online;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>A whole model bound to an engine's own learner, by ML.NET's engine of single rows; where the learner takes on a class it is bound anew, since what it writes has another size.</summary>
internal sealed class LiveModel<TSrc, TDst> : IDisposable
    where TSrc : class
    where TDst : class, new()
{
    private readonly ModelOperationsCatalog _catalog;
    private readonly ITransformer _model;
    private readonly LateLearner _learner;
    private readonly bool _ignoresMissingColumns;
    private PredictionEngine<TSrc, TDst> _engine;
    private TDst _unread = new();

    public LiveModel(ModelOperationsCatalog catalog, ITransformer model, OnlineTransformer stage, LateLearner learner, bool ignoresMissingColumns)
    {
        (_catalog, _model, Stage, _learner, _ignoresMissingColumns) = (catalog, model, stage, learner, ignoresMissingColumns);
        Present = stage.Model;
        (_engine, Step) = Bind();
    }

    /// <summary>The stage that is driven, as it was fitted.</summary>
    public OnlineTransformer Stage { get; }

    /// <summary>Its model with the classes of now.</summary>
    public OnlineModel Present { get; private set; }

    /// <summary>What the learner does at a row.</summary>
    public LiveStep Step { get; private set; }

    /// <summary>Does with a row what a verb says, and writes what is predicted; a class that the row's label opens is there behind it.</summary>
    public UpdateResult Run(EngineVerb verb, TSrc source, ref TDst destination)
    {
        ArgumentNullException.ThrowIfNull(source);
        Step.Verb = verb;
        _engine.Predict(source, ref destination);
        Step.Ensure();
        if (verb != EngineVerb.Learn || Step.Missing is not { } classes)
        {
            return Step.Result;
        }

        Become(_learner.Open(), classes);
        return Run(verb, source, ref _unread);
    }

    /// <summary>The same for a row whose prediction nobody reads.</summary>
    public UpdateResult Run(EngineVerb verb, TSrc source) => Run(verb, source, ref _unread);

    /// <summary>Goes on with other classes.</summary>
    public void Become(IOnlineLearner<float> learner, ClassLabels classes)
    {
        Present = Stage.Model.With(learner, classes);
        _engine.Dispose();
        (_engine, Step) = Bind();
    }

    /// <summary>The whole model with a learner in the place of the stage's.</summary>
    public ITransformer With(IOnlineLearner<float> learner)
    {
        var now = Present.With(learner).CreateTransformer();
        return Chain.Replace(_model, part => ReferenceEquals(part, Stage) ? now : null);
    }

    public void Dispose() => _engine.Dispose();

    private (PredictionEngine<TSrc, TDst> Engine, LiveStep Step) Bind()
    {
        var live = new LiveStage(Present, _learner);
        var stages = Chain.ScoringStages(_model).Select(stage => ReferenceEquals(stage, Stage) ? live : stage).ToArray();
        var engine = _catalog.CreatePredictionEngine<TSrc, TDst>(
            new TransformerChain<ITransformer>(stages), new PredictionEngineOptions { IgnoreMissingColumns = _ignoresMissingColumns, OwnsTransformer = false });
        return (engine, live.Step);
    }
}
