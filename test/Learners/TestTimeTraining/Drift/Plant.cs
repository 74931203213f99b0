using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.Tests;

/// <summary>Sensors of a plant without faults: each mixes the same two slow signals, with a signal and a noise of its own, in units far from 1.</summary>
internal static class Plant
{
    public static float[][] Rows(int count, ulong seed = 1, int sensors = 4)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
        double[] common = new double[2], own = new double[sensors];
        float[][] rows = new float[count][];
        for (int row = 0; row < count; row++)
        {
            for (int i = 0; i < common.Length; i++)
            {
                common[i] = (0.95 * common[i]) + (0.3 * random.NextNormal());
            }

            rows[row] = new float[sensors];
            for (int i = 0; i < sensors; i++)
            {
                own[i] = (0.7 * own[i]) + (0.15 * random.NextNormal());
                rows[row][i] = (float)(500 + (40 * (common[0] + (common[1] * ((i % 3) - 1)) + own[i] + (0.1 * random.NextNormal()))));
            }
        }

        return rows;
    }

    /// <summary>The standard deviation of a sensor.</summary>
    public static float Deviation(float[][] rows, int sensor)
    {
        double mean = rows.Average(row => row[sensor]);
        return (float)Math.Sqrt(rows.Average(row => (row[sensor] - mean) * (row[sensor] - mean)));
    }

    /// <summary>A copy of rows with one sensor changed from a row on.</summary>
    public static float[][] With(float[][] rows, int start, int sensor, Func<int, float> value)
    {
        float[][] changed = Array.ConvertAll(rows, row => (float[])row.Clone());
        for (int row = start; row < rows.Length; row++)
        {
            changed[row][sensor] = value(row);
        }

        return changed;
    }
}
