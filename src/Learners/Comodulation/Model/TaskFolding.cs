using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>
/// Puts a task's factors and gains into the weights that follow: W diag(f), V diag(g), and V diag(f ∘ g) where the modulated layer is the last; the scale of
/// the logits into V and v. Weights on the inputs alone become a network without hidden layers; beside the base they are carried through its layers by two
/// units more for each class, which hold what is positive of U x and of −U x.
/// </summary>
internal static class TaskFolding
{
    /// <summary>Copies a base with a task folded in.</summary>
    public static void Fold<T>(BaseParts<T> source, LearnerMemory sourceMemory, ComodulationTask<T> task, BaseParts<T> target, LearnerMemory targetMemory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        source.Standardizer.CopyInputs(sourceMemory, target.Standardizer, targetMemory);
        if (task.Fields.Descriptor.HasDirect)
        {
            DirectFolding.Fold(source, sourceMemory, task, target, targetMemory);
            return;
        }

        var spans = task.Fields.In(task.Memory);
        var shape = source.Network.Shape;
        NetworkFields from = source.Network.Fields, to = target.Network.Fields;
        for (int l = 0; l <= shape.Depth; l++)
        {
            bool isOwn = l == shape.Depth && !spans.Weight.IsEmpty;
            var weight = targetMemory.State.View<T>(to.Weights[l]);
            (isOwn ? spans.Weight : sourceMemory.State.View<T>(from.Weights[l])).CopyTo(weight);
            (isOwn ? spans.Bias : sourceMemory.State.View<T>(from.Biases[l])).CopyTo(targetMemory.State.View<T>(to.Biases[l]));
            if (l == shape.ModulatedLayer)
            {
                ScaleColumns(weight, spans.Factor);
            }

            if (l == shape.Depth)
            {
                ScaleColumns(weight, spans.Gain);
                var bias = targetMemory.State.View<T>(to.Biases[l]);
                TensorPrimitives.Multiply(weight, spans.Scale, weight);
                TensorPrimitives.Multiply(bias, spans.Scale, bias);
            }
        }
    }

    /// <summary>A base as plain matrices.</summary>
    public static (
        IReadOnlyList<T> Mean,
        IReadOnlyList<T> InverseDeviation,
        IReadOnlyList<(IReadOnlyList<IReadOnlyList<T>> Weights, IReadOnlyList<T> Bias)> Layers) Export<T>(BaseParts<T> parts, LearnerMemory memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shape = parts.Network.Shape;
        var (mean, inverse) = parts.Standardizer.Inputs(memory);
        return (
            mean,
            inverse,
            [.. Enumerable.Range(0, shape.Depth + 1).Select(l => Layer(l, l < shape.Depth ? shape.Sizes[l + 1] : shape.Classes, shape.Sizes[l]))]);

        (IReadOnlyList<IReadOnlyList<T>> Weights, IReadOnlyList<T> Bias) Layer(int l, int outputs, int inputs)
        {
            T[] weight = memory.State.View<T>(parts.Network.Fields.Weights[l]).ToArray();
            return (
                [.. Enumerable.Range(0, outputs).Select(row => weight[(row * Tile.Pad(inputs))..((row * Tile.Pad(inputs)) + inputs)])],
                memory.State.View<T>(parts.Network.Fields.Biases[l])[..outputs].ToArray());
        }
    }

    private static void ScaleColumns<T>(Span<T> weight, ReadOnlySpan<T> factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int at = 0; !factor.IsEmpty && at < weight.Length; at += factor.Length)
        {
            var row = weight.Slice(at, factor.Length);
            TensorPrimitives.Multiply(row, factor, row);
        }
    }
}
