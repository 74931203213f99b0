using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>Probabilities of classes; the target is the index of one. The gradient by y is p minus the target's unit vector.</summary>
internal sealed class SoftmaxOutput<T> : OutputLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _exponentials;

    /// <summary>Adds the fields.</summary>
    public SoftmaxOutput(MachineLayout<T> layout, string prefix, int classes, RecurrentOptions options)
        : base(layout, prefix, classes, options) => _exponentials = new T[Tile.Pad(classes)];

    /// <inheritdoc/>
    public override void Write(LearnerMemory memory, Span<T> prediction) => Normalize(prediction);

    /// <inheritdoc/>
    public override double Loss(LearnerMemory memory, ReadOnlySpan<T> target, out UpdateReason reason)
    {
        reason = UpdateReason.None;
        T label = target[0];
        if (T.IsNaN(label))
        {
            return double.NaN;
        }

        int index = int.CreateTruncating(label);
        double sum = Normalize(Gradient);
        Gradient[index] -= T.One;
        return Elementary.Log(sum) - double.CreateTruncating(Values[index] - TensorPrimitives.Max<T>(Values));
    }

    /// <summary>Softmax of y; gives Σ e^(y − max y).</summary>
    private double Normalize(Span<T> probabilities)
    {
        int classes = Values.Length;
        var exponentials = _exponentials.AsSpan(0, classes);
        TensorPrimitives.Subtract(Values, TensorPrimitives.Max<T>(Values), exponentials);
        Elementary.Exp<T>(exponentials, exponentials);
        T sum = Reductions.Sum<T>(_exponentials);
        TensorPrimitives.Divide<T>(exponentials, sum, probabilities);
        return double.CreateTruncating(sum);
    }
}
