using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <content>
/// Steps that are bounded. With J the Jacobian of m(k) by W, x the inputs of its layers with their one, and κ the largest gelu′²:
/// <code>
/// s = lr / (1 + lr c)      c ≥ ‖J‖²      linear: c = ‖x‖²      perceptron: c = ‖x₂‖² + κ ‖W₂‖² ‖x₁‖²
/// </code>
/// Then s ‖J‖² &lt; 1 whatever rate and key. A mini-batch takes at most the mean of its tokens' steps, so that I − tok Σ s Jᵀ J has its eigenvalues from 0 to
/// 1: a linear model's distance to every W that explains the mini-batch never grows (D. T. M. Slock, "On the convergence behavior of the LMS and the
/// normalized LMS algorithms", IEEE Transactions on Signal Processing 1993), and errors stay below the disturbances (B. Hassibi, A. H. Sayed and T. Kailath,
/// "H∞ optimality of the LMS algorithm", IEEE Transactions on Signal Processing 1996). Of a perceptron this holds to first order.
/// </content>
internal sealed partial class InnerModel<T>
{
    private static readonly T SteepestSquared = T.CreateTruncating(1.28), Two = T.One + T.One;

    private readonly T[] _steps;

    /// <summary>The steps of a chunk's tokens, whose layers' inputs are loaded.</summary>
    private ReadOnlySpan<T> Steps(in InnerWeights<T> weights, TokenRows<T> tokens, int count)
    {
        tokens.Rates.AsSpan(0, count).CopyTo(_steps);
        if (_shape.BoundsSteps)
        {
            T outgoing = Outgoing(weights);
            for (int i = 0; i < count; i++)
            {
                _steps[i] *= Shrink(tokens.Rates[i], i, outgoing);
            }
        }

        return _steps.AsSpan(0, count);
    }

    /// <summary>From the steps to the rates, and to what the bound is made of.</summary>
    private void DifferentiateSteps(in InnerWeights<T> weights, TokenRows<T> views, in InnerAdjoints<T> adjoints, Span<T> rateAdjoint)
    {
        T outgoing = Outgoing(weights), toOutgoing = T.Zero;
        for (int i = 0; i < rateAdjoint.Length; i++)
        {
            T shrink = Shrink(views.Rates[i], i, outgoing), toBound = -(_steps[i] * _steps[i]) * rateAdjoint[i];
            rateAdjoint[i] *= shrink * shrink;
            AddScaledInputs(_last, _lastAdjoint, i, Two * toBound);
            if (_hidden is not null)
            {
                AddScaledInputs(_hidden, _firstAdjoint, i, Two * toBound * SteepestSquared * outgoing);
                toOutgoing += toBound * SteepestSquared * SquaredInputs(_hidden, i);
            }
        }

        if (_hidden is not null)
        {
            SpanSums.AddScaled(OutputWeights(weights.Committed), Two * toOutgoing, OutputWeights(adjoints.Weights));
        }
    }

    /// <summary>1 / (1 + lr c).</summary>
    private T Shrink(T rate, int i, T outgoing)
    {
        T bound = SquaredInputs(_last, i) + (_hidden is null ? T.Zero : SteepestSquared * outgoing * SquaredInputs(_hidden, i));
        return T.One / (T.One + (rate * bound));
    }

    /// <summary>‖W₂‖², without the biases; 0 of a linear model.</summary>
    private T Outgoing(in InnerWeights<T> weights) => _hidden is null ? T.Zero : Reductions.SumOfSquares(OutputWeights(weights.Committed));

    private ReadOnlySpan<T> OutputWeights(ReadOnlySpan<T> weights) => weights.Slice(Split, _shape.LastInputs * _last.Columns);

    private Span<T> OutputWeights(Span<T> weights) => weights.Slice(Split, _shape.LastInputs * _last.Columns);

    private static T SquaredInputs(FastLayer<T> layer, int i) => Reductions.SumOfSquares<T>(layer.X.AsSpan(i * layer.Stride, layer.Stride));

    private static void AddScaledInputs(FastLayer<T> layer, FastLayerAdjoint<T> adjoint, int i, T scale) =>
        SpanSums.AddScaled(layer.X.AsSpan(i * layer.Stride, layer.Inputs), scale, adjoint.X.AsSpan(i * layer.Stride, layer.Inputs));
}
