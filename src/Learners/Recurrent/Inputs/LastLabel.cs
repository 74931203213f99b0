using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>
/// The last label of a sequence, as inputs of the nets behind the row's own. Where the row before had none, the net's own prediction stands in for it, and
/// counts the less the longer ago the last label was: half as much every five rows. Before the first label of a sequence, and long behind the last, it is zero.
/// </summary>
/// <remarks>There is no flag that says whether the label was told: a net that has always seen it set would not know what to make of it once labels
/// stop.</remarks>
internal sealed class LastLabel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Name of the field of its values.</summary>
    public const string ValuesName = "label.told";

    private const double Negligible = 1e-6;

    /// <summary>What a prediction counts in the place of the label, relative to that of the row before.</summary>
    private static readonly double Kept = 1 - HalfLife.Rate(5);

    private readonly Field _values;
    private readonly Field _trust;

    /// <summary>Adds the fields to <paramref name="sequence"/>.</summary>
    /// <param name="sequence">Where to.</param>
    /// <param name="count">Elements of a label as an input: one a class, event or number.</param>
    public LastLabel(Layout sequence, int count)
    {
        _values = sequence.Add<T>(ValuesName, count);
        _trust = sequence.Add<double>("label.trust", 1);
    }

    /// <summary>Reads the inputs that it makes.</summary>
    public void Read(LearnerMemory memory, Span<T> inputs) => memory.Sequence.View<T>(_values).CopyTo(inputs);

    /// <summary>Closes a row.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="output">Has predicted the row.</param>
    /// <param name="target">Its label, NaN where not known.</param>
    public void Commit(LearnerMemory memory, OutputLayer<T> output, ReadOnlySpan<T> target)
    {
        var values = memory.Sequence.View<T>(_values);
        ref double trust = ref memory.Sequence.View<double>(_trust)[0];
        bool isTold = target.ContainsAnyExcept(T.NaN);
        trust = isTold ? 1 : Kept * trust;
        output.Tell(memory, target, values);
        if (!isTold)
        {
            TensorPrimitives.Multiply(values, T.CreateTruncating(trust < Negligible ? 0 : trust), values);
        }
    }
}
