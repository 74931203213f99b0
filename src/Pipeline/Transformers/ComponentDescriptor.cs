using AdaptiveML.Online;
using Microsoft.ML;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Pipeline;

/// <summary>
/// Describes an ML.NET component of AdaptiveML (a trainer and its transformer), so that its models can be saved and loaded. A component declares one
/// subclass, in its own assembly, since a saved model names the assembly of the mapping method:
/// <code>
/// [CustomMappingFactoryAttribute(Contract)]
/// internal sealed class MyComponent() : ComponentDescriptor&lt;ScoreOutput&gt;(Contract, MyLearner&lt;float&gt;.Codec)
/// {
///     private const string Contract = "MyAssembly.MyComponent";
///     public override Action&lt;ScoreInput, ScoreOutput, SavedModelScorer&gt; GetMapping() =&gt; Map;
///     public override OnlineTransformer CreateTransformer(OnlineModel model) =&gt; new MyTransformer(model);
///     private static void Map(ScoreInput input, ScoreOutput output, SavedModelScorer state) =&gt; state.Score(input, output);
/// }
/// </code>
/// Use <see cref="ScoreOutput"/> for models that write a score, <see cref="ColumnsOutput"/> for those that write more. A component that may do either
/// declares two, with different contracts.
/// </summary>
/// <remarks>
/// ML.NET makes an instance of it when it loads a model of the component, and that instance registers itself under its contract name. A payload names that
/// contract and never a type.
/// </remarks>
/// <typeparam name="TOutput">What the component's saved models write: <see cref="ScoreOutput"/> or <see cref="ColumnsOutput"/>.</typeparam>
internal abstract class ComponentDescriptor<TOutput> : StatefulCustomMappingFactory<ScoreInput, TOutput, SavedModelScorer>, IComponentDescriptor
    where TOutput : ScoreOutput, new()
{
    /// <summary>Registers the component.</summary>
    /// <param name="contract">Its name in saved models, which is for ever; the same as in <see cref="CustomMappingFactoryAttributeAttribute"/>.</param>
    /// <param name="learners">Saves and loads the learners of its models.</param>
    protected ComponentDescriptor(string contract, ILearnerCodec<float> learners)
    {
        ArgumentException.ThrowIfNullOrEmpty(contract);
        ArgumentNullException.ThrowIfNull(learners);
        (Contract, Learners) = (contract, learners);
        ComponentRegistry.Register(this);
    }

    /// <inheritdoc/>
    public string Contract { get; }

    bool IComponentDescriptor.WritesColumns => typeof(TOutput) == typeof(ColumnsOutput);

    /// <inheritdoc/>
    public ILearnerCodec<float> Learners { get; }

    /// <inheritdoc/>
    public virtual bool FollowsRows(IOnlineLearner<float> learner) => true;

    /// <inheritdoc/>
    public virtual bool IsJudge => false;

    /// <summary>Makes the component's transformer.</summary>
    public abstract OnlineTransformer CreateTransformer(OnlineModel model);

    /// <summary>The scorer is told whose it is; the rest is made when the first row brings the payload.</summary>
    public sealed override Action<SavedModelScorer> GetStateInitAction() => scorer => scorer.Component = this;

    ITransformer IComponentDescriptor.CreateTransformer(OnlineModel model) => CreateTransformer(model);

    IEstimator<ITransformer> IComponentDescriptor.CreateMapping(TransformsCatalog transforms) =>
        transforms.StatefulCustomMapping(GetMapping(), GetStateInitAction(), Contract);
}
