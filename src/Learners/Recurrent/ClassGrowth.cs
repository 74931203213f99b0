using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>
/// Takes what a classifier has learnt over to one that knows one class more. Everything keeps its value; the new class begins with weights of zero and the
/// least of the other classes' biases, and, among the inputs, as one that was never told.
/// </summary>
/// <remarks>What traces hold of inputs, where there is one more now, counts for nothing; the states go on. A net that has had so many classes that their last
/// one is no input any more goes on without.</remarks>
/// <param name="source">The classifier.</param>
/// <param name="target">One of one class more, just made.</param>
internal sealed class ClassGrowth<T>(RecurrentLearner<T> source, RecurrentLearner<T> target)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Takes all over.</summary>
    public void Run()
    {
        LearnerMemory from = source.Memory, to = target.Memory;
        CopyCommon(from.State, to.State);
        CopyCommon(from.Parameters, to.Parameters);
        CopyCommon(from.Gradients, to.Gradients);
        for (int i = 0; i < source.Nets.Length; i++)
        {
            RecurrentNet<T> net = source.Nets[i], next = target.Nets[i];
            Optimizer<T> moments = net.Optimizer, others = next.Optimizer;
            CopyNet(net, next, from.Parameters.All<T>(), 0, to.Parameters.All<T>(), 0);
            CopyNet(net, next, from.Gradients.All<T>(), 0, to.Gradients.All<T>(), 0);
            if (moments.First(from).Length > 0)
            {
                CopyNet(net, next, moments.First(from), moments.Start, others.First(to), others.Start);
                CopyNet(net, next, moments.Second(from), moments.Start, others.Second(to), others.Start);
            }

            Begin(next);
        }

        to.Live.CopyFrom(from.Live, CopyCommon);
        to.Invalidate();
        to.Keep();
    }

    /// <summary>Copies the fields that have the same shape in both, and of the last label what there is.</summary>
    private static void CopyCommon(FlatBuffer from, FlatBuffer to)
    {
        foreach (var field in from.Layout.Fields)
        {
            if (to.Layout.Find(field.Name) is { } own && own.Kind == field.Kind && (own.Shape == field.Shape || field.Name == LastLabel<T>.ValuesName))
            {
                from.Bytes.Slice(field.Offset, field.Length * field.Kind.Size()).CopyTo(to.Bytes.Slice(own.Offset, own.Length * own.Kind.Size()));
            }
        }
    }

    /// <summary>Copies numbers that lie as a net's parameters do.</summary>
    private void CopyNet(RecurrentNet<T> net, RecurrentNet<T> next, ReadOnlySpan<T> from, int start, Span<T> to, int ownStart)
    {
        var rows = Part(from, net.Core.Weights, start);
        var ownRows = Part(to, next.Core.Weights, ownStart);
        int stride = net.Core.Shape.GateStride, own = source.InputSize, behind = net.Core.Rows - net.Core.InputSize;
        int told = Math.Min(net.Core.InputSize, next.Core.InputSize) - own;
        ownRows.Clear();
        rows[..((own + told) * stride)].CopyTo(ownRows);
        rows[^(behind * stride)..].CopyTo(ownRows[^(behind * stride)..]);

        DenseMap<T> map = ((DenseOutput<T>)net.Output).Map, nextMap = ((DenseOutput<T>)next.Output).Map;
        Grow(Part(from, map.Weight, start), Part(to, nextMap.Weight, ownStart));
        Grow(Part(from, map.Bias!.Value, start), Part(to, nextMap.Bias!.Value, ownStart));
    }

    /// <summary>Gives the new class a bias.</summary>
    private void Begin(RecurrentNet<T> next)
    {
        var biases = target.Memory.Parameters.View<T>(((DenseOutput<T>)next.Output).Map.Bias!.Value);
        T least = biases[0];
        foreach (T bias in biases[..^1])
        {
            least = T.Min(least, bias);
        }

        biases[^1] = least;
    }

    private static void Grow(ReadOnlySpan<T> from, Span<T> to)
    {
        to.Clear();
        from.CopyTo(to);
    }

    private static Span<T> Part(Span<T> all, in Field field, int start) => all.Slice(Offset(field) - start, field.Length);

    private static ReadOnlySpan<T> Part(ReadOnlySpan<T> all, in Field field, int start) => all.Slice(Offset(field) - start, field.Length);

    private static int Offset(in Field field) => field.Offset / field.Kind.Size();
}
