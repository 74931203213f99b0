namespace AdaptiveML.MLNet.Tests.Trainers;

internal static class Examples
{
    public static readonly double[] Truth = [1.5, -2, 0.25];

    public const double TrueBias = 4;

    /// <summary>Rows of 1.5 x₁ - 2 x₂ + 0.25 x₃ + 4, with features of mean 0.5, 0 and -1 and the given error.</summary>
    public static Example[] Take(int count, double noise = 0, int seed = 7)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            double[] x = [random.NextDouble() * 2 - 0.5, random.NextDouble() * 2 - 1, random.NextDouble() * 2 - 2];
            var label = TrueBias + x.Zip(Truth, (value, weight) => value * weight).Sum() + noise * (random.NextDouble() - 0.5);
            return new Example { Label = (float)label, Features = Array.ConvertAll(x, value => (float)value) };
        })];
    }

    /// <summary>What minimises the weighted mean of the squared errors plus l2 / 2 |w|², the bias being free: weights, then bias.</summary>
    public static double[] Ridge(Example[] rows, double l2)
    {
        const int Size = 4;
        var system = new double[Size, Size + 1];
        foreach (var row in rows)
        {
            double[] x = [.. row.Features.Select(value => (double)value), 1];
            for (var i = 0; i < Size; i++)
            {
                for (var j = 0; j < Size; j++)
                    system[i, j] += row.Importance * x[i] * x[j] / rows.Length;
                system[i, Size] += row.Importance * x[i] * row.Label / rows.Length;
            }
        }

        for (var i = 0; i < Size - 1; i++)
            system[i, i] += l2 / 2;
        for (var pivot = 0; pivot < Size; pivot++)
        {
            for (var i = 0; i < Size; i++)
            {
                var factor = i == pivot ? 0 : system[i, pivot] / system[pivot, pivot];
                for (var j = pivot; j <= Size; j++)
                    system[i, j] -= factor * system[pivot, j];
            }
        }

        return [.. Enumerable.Range(0, Size).Select(i => system[i, Size] / system[i, i])];
    }
}
