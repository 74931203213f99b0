using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Baselines;

public sealed partial class LastValue<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The machine's name in a payload.</summary>
    internal const string Component = "last-value";

    /// <summary>Saves and loads learners of this machine.</summary>
    internal static LearnerCodec<T, LastValue<T>, LastValueSettings> Codec { get; } = new(
        Component, BaselineJson.Default.LastValueSettings, new(), static learner => new() { MaximumSequences = learner.Memory.MaximumSequences },
        static (inputs, outputs, settings) => new(inputs, outputs, settings.MaximumSequences));

    /// <summary>
    /// Writes the learner. <see cref="Load"/> makes one of it that goes on exactly where this one stands: training k rows, saving, loading and training m
    /// equals training k + m, bit for bit.
    /// </summary>
    /// <param name="stream">Where to; at most 512 MiB are written.</param>
    /// <exception cref="InvalidOperationException">The learner would take more than 512 MiB.</exception>
    public void Save(Stream stream) => Codec.Save(this, stream);

    /// <summary>Makes a learner of what <see cref="Save"/> wrote.</summary>
    /// <param name="stream">Where from; it is read to its end.</param>
    /// <exception cref="InvalidDataException">The stream holds no learner, one of another machine or of another version's format, or is damaged.</exception>
    public static LastValue<T> Load(Stream stream) => Codec.Load(stream);
}
