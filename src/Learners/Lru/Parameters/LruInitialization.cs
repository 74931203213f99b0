using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Lru;

/// <summary>Initial parameters of a linear recurrent unit; what is not drawn stays zero.</summary>
internal static class LruInitialization
{
    /// <summary>λ on a ring, γ to go with it, B normal with variance 1 / (2M) a part: states of unit variance under white noise of unit variance.</summary>
    public static void DrawRecurrence<T>(FlatBuffer parameters, LruFields<T> fields, int inputSize, LruOptions options, Xoshiro256 random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<T> nuLog = parameters.View<T>(fields.NuLog), thetaLog = parameters.View<T>(fields.ThetaLog);
        Span<T> gammaLog = parameters.View<T>(fields.GammaLog), b = parameters.View<T>(fields.B);
        double scale = Math.Sqrt(0.5 / inputSize);
        for (int n = 0; n < options.StateSize; n++)
        {
            var (nu, theta, gamma) = RingInitialization.Eigenvalue(
                random.NextUniform(), random.NextUniform(), options.MinimumRadius, options.MaximumRadius, options.MaximumPhase);
            nuLog[n] = T.CreateTruncating(nu);
            thetaLog[n] = T.CreateTruncating(theta);
            if (!gammaLog.IsEmpty)
            {
                gammaLog[n] = T.CreateTruncating(gamma);
            }

            for (int m = 0; m < inputSize; m++)
            {
                int entry = ComplexDiagonal.MatrixIndex(n, m, inputSize);
                b[entry] = T.CreateTruncating(scale * random.NextNormal());
                b[entry + Tile.Lanes] = T.CreateTruncating(scale * random.NextNormal());
            }
        }
    }

    /// <summary>C normal with variance 1 / N a part, D with variance 1 over the inputs of an output: outputs of about the inputs' variance.</summary>
    public static void DrawReadout<T>(FlatBuffer parameters, LruFields<T> fields, int inputSize, int outputSize, LruOptions options, Xoshiro256 random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        NormalRows.Draw(parameters.View<T>(fields.C), 2 * outputSize, options.StateSize, options.StateSize, random);
        switch (options.DirectPath)
        {
            case DirectPath.Full:
                NormalRows.Draw(parameters.View<T>(fields.D), outputSize, inputSize, inputSize, random);
                break;
            case DirectPath.Diagonal:
                NormalRows.Draw(parameters.View<T>(fields.D), 1, inputSize, 1, random);
                break;
        }
    }
}
