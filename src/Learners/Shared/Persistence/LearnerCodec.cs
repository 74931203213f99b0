using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>Saves and loads the learners of one machine: a payload that holds its options and its memory.</summary>
/// <param name="component">The machine's name in a payload.</param>
/// <param name="type">How the options are written.</param>
/// <param name="defaults">What options have that a payload does not name.</param>
internal sealed class LearnerCodec<TOptions>(string component, JsonTypeInfo<TOptions> type, TOptions defaults)
{
    /// <summary>The learner as a payload: training k rows, saving, loading and training m equals training k + m, bit for bit.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="options">Its options.</param>
    /// <param name="attributes">What the owner adds.</param>
    public byte[] Encode<T>(IOnlineLearner<T> learner, TOptions options, IReadOnlyDictionary<string, string> attributes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => LearnerPayload.Write(learner, component, JsonSerializer.Serialize(options, type), attributes);

    /// <summary>Makes a learner from a payload.</summary>
    /// <param name="payload">All of the payload.</param>
    /// <param name="header">Its header.</param>
    /// <param name="create">Makes a learner of an input size, an output size and options.</param>
    /// <exception cref="InvalidDataException">The payload is another machine's, or does not fit its own options.</exception>
    public TLearner Decode<T, TLearner>(ReadOnlySpan<byte> payload, PayloadHeader header, Func<int, int, TOptions, TLearner> create)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLearner : IOnlineLearner<T>
    {
        ArgumentNullException.ThrowIfNull(header);
        if (header.Component != component)
        {
            throw new InvalidDataException($"The saved learner is a '{header.Component}', not a '{component}'.");
        }

        var learner = create(header.InputSize, header.OutputSize, SavedOptions.Read(header.Options, type, defaults));
        LearnerPayload.ReadMemory(payload, header, learner);
        return learner;
    }
}
