using System.Numerics;
using System.Numerics.Tensors;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>The end of a mini-batch: W ← (1 − δ) (W − tok P) + δ W₀, P ← 0, with tok that of the mini-batch's last token and δ the forgetting.</summary>
internal static class InnerCommit
{
    /// <summary>Ends a mini-batch.</summary>
    /// <param name="weights">W.</param>
    /// <param name="pending">P; empty where nothing waits.</param>
    /// <param name="start">W₀.</param>
    /// <param name="row">tok.</param>
    /// <param name="forgetting">δ.</param>
    public static void Run<T>(Span<T> weights, Span<T> pending, ReadOnlySpan<T> start, T row, double forgetting)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!pending.IsEmpty)
        {
            SpanSums.AddScaled(pending, -row, weights);
            pending.Clear();
        }

        if (forgetting > 0)
        {
            TensorPrimitives.Multiply(weights, T.CreateTruncating(1 - forgetting), weights);
            SpanSums.AddScaled(start, T.CreateTruncating(forgetting), weights);
        }
    }

    /// <summary>Reverse mode: turns the adjoint of the weights left into that of W − tok P, and adds that of W₀.</summary>
    public static void Differentiate<T>(Span<T> weights, Span<T> start, double forgetting)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (forgetting > 0)
        {
            SpanSums.AddScaled(weights, T.CreateTruncating(forgetting), start);
            TensorPrimitives.Multiply(weights, T.CreateTruncating(1 - forgetting), weights);
        }
    }
}
