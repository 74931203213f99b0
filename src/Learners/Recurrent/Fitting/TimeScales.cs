using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>
/// What a tanh net begins a fit with: as its options draw it, but that its units keep a share of what they held and take in the rest: the first keeps
/// nothing, the last all but one part in r, a quarter of the rows of a sequence or 30.
/// <code>
/// W_i ← (1 − k_i) W_i,  W_ii ← W_ii + k_i,  k_i = 1 − r^(−i / (n − 1))
/// </code>
/// </summary>
/// <remarks>
/// Drawn weights alone forget within a few rows, and a gradient that has vanished teaches no longer memory: on turbofans the error on engines held back was a
/// fifth larger. An LSTM has its forget gates for this. After H. Jaeger et al., "Optimization and applications of echo state networks with leaky-integrator
/// neurons", Neural Networks 20, 2007.
/// </remarks>
internal static class TimeScales
{
    private const double Longest = 30, PartOfSequence = 0.25;

    /// <summary>Changes the weights drawn.</summary>
    /// <param name="memory">The net's memory.</param>
    /// <param name="core">Its recurrent part.</param>
    /// <param name="rows">Rows of a sequence.</param>
    public static void Spread<T>(LearnerMemory memory, RecurrentCore<T> core, double rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double longest = Math.Clamp(PartOfSequence * rows, 1, Longest);
        var weights = memory.Parameters.View<T>(core.Weights);
        int units = core.Shape.Units, stride = core.Shape.GateStride;
        for (int unit = 0; unit < units; unit++)
        {
            double leaves = Elementary.Exp(-Elementary.Log(longest) * unit / Math.Max(1, units - 1));
            for (int row = 0; row < core.Rows; row++)
            {
                weights[(row * stride) + unit] *= T.CreateTruncating(leaves);
            }

            weights[((core.InputSize + unit) * stride) + unit] += T.CreateTruncating(1 - leaves);
        }
    }
}
