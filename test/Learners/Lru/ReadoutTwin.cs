using AdaptiveML.Learners.Lru;

namespace AdaptiveML.Learners.Tests;

/// <summary>
/// A readout's part that is not linear, in plain loops: r(s) = o · h(s), one output. <paramref name="flat"/> holds W₁, b₁, for a gate W₂ and b₂, and o.
/// </summary>
internal sealed class ReadoutTwin(ReadoutKind kind, int width, int stateLength, double[] flat)
{
    public double[] Zero() => new double[flat.Length];

    public double Value(double[] s)
    {
        double value = 0;
        for (int k = 0; k < Width; k++)
        {
            value += flat[Out + k] * Hidden(s, k).Value;
        }

        return value;
    }

    /// <summary>g ∂r/∂s; adds g ∂r/∂flat to <paramref name="gradient"/>.</summary>
    public double[] Differentiate(double[] s, double g, double[] gradient)
    {
        var slope = new double[s.Length];
        for (int k = 0; k < Width; k++)
        {
            var (value, byFirst, bySecond) = Hidden(s, k);
            gradient[Out + k] += g * value;
            Add(0, byFirst);
            if (kind == ReadoutKind.Gated)
            {
                Add(Map, bySecond);
            }

            void Add(int map, double by)
            {
                double factor = g * flat[Out + k] * by;
                gradient[map + (Width * stateLength) + k] += factor;
                for (int i = 0; i < s.Length; i++)
                {
                    gradient[map + (k * stateLength) + i] += factor * s[i];
                    slope[i] += factor * flat[map + (k * stateLength) + i];
                }
            }
        }

        return slope;
    }

    private int Width => kind == ReadoutKind.Linear ? 0 : width;

    private int Map => Width * (stateLength + 1);

    private int Out => kind == ReadoutKind.Gated ? 2 * Map : Map;

    private (double Value, double ByFirst, double BySecond) Hidden(double[] s, int k)
    {
        double p = Affine(0);
        if (kind == ReadoutKind.Mlp)
        {
            double inner = Math.Sqrt(2 / Math.PI) * (p + (0.044715 * p * p * p)), tanh = Math.Tanh(inner);
            double innerSlope = Math.Sqrt(2 / Math.PI) * (1 + (3 * 0.044715 * p * p));
            return (0.5 * p * (1 + tanh), (0.5 * (1 + tanh)) + (0.5 * p * (1 - (tanh * tanh)) * innerSlope), 0);
        }

        double gate = 1 / (1 + Math.Exp(-Affine(Map)));
        return (p * gate, gate, p * gate * (1 - gate));

        double Affine(int map)
        {
            double sum = flat[map + (Width * stateLength) + k];
            for (int i = 0; i < s.Length; i++)
            {
                sum += flat[map + (k * stateLength) + i] * s[i];
            }

            return sum;
        }
    }
}
