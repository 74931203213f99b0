using System.Collections.ObjectModel;
using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Saving;

/// <summary>
/// Saves and loads learners whatever machine they are: what is saved names its machine. A learner that was loaded goes on exactly where the saved one stood:
/// training k rows, saving, loading and training m equals training k + m, bit for bit.
/// </summary>
/// <remarks>
/// What is loaded is checked against a digest without a key: that finds damage, not forgery. Whatever the bytes, the answer is a learner or an
/// <see cref="InvalidDataException"/>, and the memory taken is at most about twice what they answer for, 512 MiB a sequence at most.
/// </remarks>
public static class SavedLearner
{
    /// <summary>Writes a learner.</summary>
    /// <param name="learner">The learner, of any machine of this library.</param>
    /// <param name="stream">Where to; at most 512 MiB are written.</param>
    /// <exception cref="ArgumentException">The learner is of no machine of this library.</exception>
    /// <exception cref="InvalidOperationException">The learner would take more than 512 MiB.</exception>
    public static void Save(IOnlineLearner<float> learner, Stream stream) =>
        LearnerPayload.Save(attributes => Machines<float>.All.Encode(learner, attributes), stream);

    /// <summary>Makes a learner of what a machine's <c>Save</c>, or <see cref="Save"/>, wrote.</summary>
    /// <param name="stream">Where from; it is read to its end.</param>
    /// <exception cref="InvalidDataException">
    /// The stream holds no learner, one of an unknown machine, of another element type or of another version's format, or is damaged.
    /// </exception>
    public static IOnlineLearner<float> Load(Stream stream) => LearnerPayload.Load(stream, Machines<float>.All.Decode);

    /// <summary>The learner as bytes; what <see cref="Save"/> writes.</summary>
    /// <param name="learner">The learner, of any machine of this library.</param>
    /// <exception cref="ArgumentException">The learner is of no machine of this library.</exception>
    /// <exception cref="InvalidOperationException">The learner would take more than 512 MiB.</exception>
    public static byte[] Encode(IOnlineLearner<float> learner) => Machines<float>.All.Encode(learner, ReadOnlyDictionary<string, string>.Empty);

    /// <summary>Makes a learner of bytes that <see cref="Encode"/> gave; all of them.</summary>
    /// <param name="payload">The bytes.</param>
    /// <exception cref="InvalidDataException">
    /// The bytes are no learner, one of an unknown machine, of another element type or of another version's format, or are damaged.
    /// </exception>
    public static IOnlineLearner<float> Decode(ReadOnlySpan<byte> payload) => Machines<float>.All.Decode(payload, LearnerPayload.ReadHeader(payload));

    /// <summary>The learner as bytes, with what its owner adds.</summary>
    internal static byte[] Encode<T>(this IOnlineLearner<T> learner, IReadOnlyDictionary<string, string> attributes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Machines<T>.All.Encode(learner, attributes);
}
