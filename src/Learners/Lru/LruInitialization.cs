using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>Initial parameters of a linear recurrent unit: λ on a ring, B normal with variance 1 / (2M) a part, C, D and bias zero.</summary>
internal static class LruInitialization
{
    public static void Draw<T>(FlatBuffer parameters, LruFields<T> fields, int inputSize, LruOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = Xoshiro256.Seed(stackalloc ulong[Xoshiro256.StateLength], options.Seed);
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
}
