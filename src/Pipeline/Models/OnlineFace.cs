using AdaptiveML.Online;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Pipeline;

/// <summary>
/// What an ML.NET component of AdaptiveML (a trainer and its transformer) says of itself, so that its models can be saved and loaded. A component declares one
/// subclass, in its own assembly, since a saved model names the assembly of the mapping method:
/// <code>
/// [CustomMappingFactoryAttribute(Contract)]
/// internal sealed class MyFace() : OnlineFace(Contract)
/// {
///     private const string Contract = "MyAssembly.MyComponent";
///     public override Action&lt;ScoreInput, ScoreOutput, ScoreState&gt; GetMapping() =&gt; Map;
///     // Encode, Decode, CreateTransformer
///     private static void Map(ScoreInput input, ScoreOutput output, ScoreState state) =&gt; state.Score(input, output);
/// }
/// </code>
/// </summary>
/// <remarks>
/// ML.NET makes an instance of it when it loads a model of the component, and that instance registers itself under its contract name. A payload names that
/// contract and never a type.
/// </remarks>
public abstract class OnlineFace : StatefulCustomMappingFactory<ScoreInput, ScoreOutput, ScoreState>
{
    /// <summary>Registers the component.</summary>
    /// <param name="contract">Its name in saved models, which is for ever; the same as in <see cref="CustomMappingFactoryAttributeAttribute"/>.</param>
    protected OnlineFace(string contract)
    {
        ArgumentException.ThrowIfNullOrEmpty(contract);
        Contract = contract;
        OnlineFaces.Register(this);
    }

    /// <summary>The component's name in saved models.</summary>
    public string Contract { get; }

    /// <summary>Writes a learner of this component as a <see cref="LearnerPayload"/>.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="attributes">What the payload must carry besides.</param>
    public abstract byte[] Encode(IOnlineLearner<float> learner, IReadOnlyDictionary<string, string> attributes);

    /// <summary>Makes a learner from what <see cref="Encode"/> wrote.</summary>
    /// <param name="payload">All of the payload.</param>
    /// <param name="header">Its header.</param>
    /// <exception cref="InvalidDataException">The payload is not one of this component's.</exception>
    public abstract IOnlineLearner<float> Decode(ReadOnlySpan<byte> payload, PayloadHeader header);

    /// <summary>Makes the component's transformer.</summary>
    public abstract OnlineTransformer CreateTransformer(OnlineModel model);

    /// <summary>Nothing to prepare: the state is made when the first row brings the payload.</summary>
    public sealed override Action<ScoreState> GetStateInitAction() => static _ => { };
}
