using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.Tests;

/// <summary>
/// Windows of y_t = A_t x_t + noise with a 4 × 4 map that is new in every window and drifts, A ← 0.98 A + √(1 − 0.98²) N. A token is x_t, x_{t−1} and y_{t−1},
/// the target y_t, in standard deviations: what is to be learnt is how to learn.
/// </summary>
internal sealed class DriftingRegression
{
    public const int Size = 4;
    public const int Inputs = 3 * Size;
    public const int Steps = 48;
    private const double Memory = 0.98;
    private const double Noise = 0.1;

    public double[] Tokens { get; } = new double[Steps * Tile.Lanes];

    public double[] Targets { get; } = new double[Steps * Size];

    /// <summary>
    /// The mean error of the Kalman filter that knows how the map moves, over the last 16 steps of the window, relative to the variance: no learner does
    /// better.
    /// </summary>
    public double KalmanError()
    {
        double[] map = new double[Size * Size], covariance = new double[Size * Size], gain = new double[Size];
        for (int i = 0; i < Size; i++)
        {
            covariance[(i * Size) + i] = 1;
        }

        double sum = 0, scale = Math.Sqrt(Size);
        for (int t = 0; t < Steps; t++)
        {
            var x = Tokens.AsSpan(t * Tile.Lanes, Size);
            double variance = Noise * Noise;
            for (int i = 0; i < Size; i++)
            {
                gain[i] = 0;
                for (int j = 0; j < Size; j++)
                {
                    map[(i * Size) + j] *= Memory;
                    covariance[(i * Size) + j] = (Memory * Memory * covariance[(i * Size) + j]) + (i == j ? 1 - (Memory * Memory) : 0);
                    gain[i] += covariance[(i * Size) + j] * x[j];
                }

                variance += gain[i] * x[i];
            }

            for (int i = 0; i < Size; i++)
            {
                double error = scale * Targets[(t * Size) + i];
                for (int j = 0; j < Size; j++)
                {
                    error -= map[(i * Size) + j] * x[j];
                }

                sum += t >= Steps - 16 ? error * error / Size : 0;
                for (int j = 0; j < Size; j++)
                {
                    map[(i * Size) + j] += gain[j] / variance * error;
                }
            }

            for (int i = 0; i < Size * Size; i++)
            {
                covariance[i] -= gain[i / Size] * gain[i % Size] / variance;
            }
        }

        return sum / (16 * Size);
    }

    public void Draw(ulong seed)
    {
        var random = Xoshiro256.Seed(stackalloc ulong[Xoshiro256.StateLength], seed + 1);
        double[] map = new double[Size * Size];
        for (int i = 0; i < map.Length; i++)
        {
            map[i] = random.NextNormal();
        }

        double step = Math.Sqrt(1 - (Memory * Memory));
        Tokens.AsSpan().Clear();
        for (int t = 0; t < Steps; t++)
        {
            var row = Tokens.AsSpan(t * Tile.Lanes, Inputs);
            if (t > 0)
            {
                Tokens.AsSpan((t - 1) * Tile.Lanes, Size).CopyTo(row[Size..]);
                Targets.AsSpan((t - 1) * Size, Size).CopyTo(row[(2 * Size)..]);
            }

            for (int i = 0; i < Size; i++)
            {
                row[i] = random.NextNormal();
            }

            for (int i = 0; i < Size; i++)
            {
                double y = Noise * random.NextNormal();
                for (int j = 0; j < Size; j++)
                {
                    ref double entry = ref map[(i * Size) + j];
                    entry = (Memory * entry) + (step * random.NextNormal());
                    y += entry * row[j];
                }

                Targets[(t * Size) + i] = y / Math.Sqrt(Size);
            }
        }
    }
}
