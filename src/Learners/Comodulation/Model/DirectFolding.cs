using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>Folds a task with weights U on the inputs into a plain network.</summary>
internal static class DirectFolding
{
    /// <summary>The shape of that network.</summary>
    public static ComodulationOptions Shape(ComodulationOptions options, TaskDescriptor task) => task switch
    {
        { HasDirect: false } => options,
        { HasBase: false } => options with { HiddenSizes = [], ModulatedLayer = 0 },
        _ => options with { HiddenSizes = [.. options.HiddenSizes.Select(size => size + (2 * task.Classes))] },
    };

    /// <summary>Writes the network.</summary>
    public static void Fold<T>(BaseParts<T> source, LearnerMemory sourceMemory, ComodulationTask<T> task, BaseParts<T> target, LearnerMemory targetMemory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var spans = task.Fields.In(task.Memory);
        int classes = task.Descriptor.Classes, depth = target.Network.Shape.Depth;
        NetworkShape from = source.Network.Shape, to = target.Network.Shape;
        for (int l = 0; l < depth; l++)
        {
            var weight = targetMemory.State.View<T>(target.Network.Fields.Weights[l]);
            Copy(sourceMemory.State.View<T>(source.Network.Fields.Weights[l]), from.Sizes[l], weight, to.Sizes[l], from.Sizes[l + 1]);
            sourceMemory.State.View<T>(source.Network.Fields.Biases[l])[..from.Sizes[l + 1]].CopyTo(
                targetMemory.State.View<T>(target.Network.Fields.Biases[l]));
            for (int unit = 0; unit < 2 * classes; unit++)
            {
                var row = weight.Slice((from.Sizes[l + 1] + unit) * Tile.Pad(to.Sizes[l]), to.Sizes[l]);
                if (l > 0)
                {
                    row[from.Sizes[l] + unit] = T.One;
                    continue;
                }

                spans.Direct.Slice(unit % classes * Tile.Pad(from.Sizes[0]), from.Sizes[0]).CopyTo(row);
                if (unit >= classes)
                {
                    TensorPrimitives.Negate(row, row);
                }
            }
        }

        var readout = target.Network.ReadoutWeight(targetMemory.State);
        var constants = target.Network.ReadoutBias(targetMemory.State);
        Copy(spans.Weight, from.Last, readout, to.Last, spans.Weight.IsEmpty ? 0 : classes);
        if (depth == 0)
        {
            TensorPrimitives.Add(readout, spans.Direct, readout);
        }

        for (int unit = 0; depth > 0 && unit < 2 * classes; unit++)
        {
            readout[(unit % classes * Tile.Pad(to.Last)) + from.Last + unit] = unit < classes ? T.One : -T.One;
        }

        TensorPrimitives.Multiply(readout, spans.Scale, readout);
        TensorPrimitives.Multiply(spans.Bias, spans.Scale, constants);
    }

    /// <summary>Copies the first rows of a matrix to one with as many columns or more.</summary>
    private static void Copy<T>(ReadOnlySpan<T> source, int columns, Span<T> target, int targetColumns, int rows)
        where T : unmanaged
    {
        for (int row = 0; row < rows; row++)
        {
            source.Slice(row * Tile.Pad(columns), columns).CopyTo(target[(row * Tile.Pad(targetColumns))..]);
        }
    }
}
