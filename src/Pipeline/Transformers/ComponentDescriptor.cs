using AdaptiveML.Online;
using Microsoft.ML;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Pipeline;

/// <summary>
/// What an ML.NET component of AdaptiveML (a trainer and its transformer) says of itself, so that its models can be saved and loaded. A component declares one
/// subclass, in its own assembly, since a saved model names the assembly of the mapping method:
/// <code>
/// [CustomMappingFactoryAttribute(Contract)]
/// internal sealed class MyFace() : OnlineFace&lt;ScoreOutput&gt;(Contract)
/// {
///     private const string Contract = "MyAssembly.MyComponent";
///     public override Action&lt;ScoreInput, ScoreOutput, ScoreState&gt; GetMapping() =&gt; Map;
///     // Encode, Decode, CreateTransformer
///     private static void Map(ScoreInput input, ScoreOutput output, ScoreState state) =&gt; state.Score(input, output);
/// }
/// </code>
/// A component whose models write more than a score declares one of <see cref="ColumnsOutput"/>; one that may do either, two with different contracts.
/// </summary>
/// <remarks>
/// ML.NET makes an instance of it when it loads a model of the component, and that instance registers itself under its contract name. A payload names that
/// contract and never a type.
/// </remarks>
/// <typeparam name="TOutput">What the component's saved models write: <see cref="ScoreOutput"/> or <see cref="ColumnsOutput"/>.</typeparam>
public abstract class OnlineFace<TOutput> : StatefulCustomMappingFactory<ScoreInput, TOutput, ScoreState>, IOnlineFace
    where TOutput : ScoreOutput, new()
{
    /// <summary>Registers the component.</summary>
    /// <param name="contract">Its name in saved models, which is for ever; the same as in <see cref="CustomMappingFactoryAttributeAttribute"/>.</param>
    protected OnlineFace(string contract)
    {
        ArgumentException.ThrowIfNullOrEmpty(contract);
        Contract = contract;
        OnlineFaces.Register(this);
    }

    /// <inheritdoc/>
    public string Contract { get; }

    bool IOnlineFace.WritesColumns => typeof(TOutput) == typeof(ColumnsOutput);

    /// <inheritdoc/>
    public abstract byte[] Encode(IOnlineLearner<float> learner, IReadOnlyDictionary<string, string> attributes);

    /// <inheritdoc/>
    public abstract IOnlineLearner<float> Decode(ReadOnlySpan<byte> payload, PayloadHeader header);

    /// <inheritdoc/>
    public virtual bool FollowsRows(IOnlineLearner<float> learner) => true;

    /// <inheritdoc/>
    public abstract OnlineTransformer CreateTransformer(OnlineModel model);

    /// <summary>Nothing to prepare: the state is made when the first row brings the payload.</summary>
    public sealed override Action<ScoreState> GetStateInitAction() => static _ => { };

    IEstimator<ITransformer> IOnlineFace.CreateMapping(TransformsCatalog transforms) => transforms.StatefulCustomMapping(GetMapping(), GetStateInitAction(), Contract);
}
