using System.Globalization;
using AdaptiveML.Kernels;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Benchmarks.Continual;

/// <summary>
/// Rows of any width and of any number of classes: each class has a place, and a direction in which its rows are spread out. Places are as far from each other
/// whatever the width.
/// </summary>
internal static class GeneratedClasses
{
    private const double Distance = 4.5, Spread = 2;

    /// <summary>Rows of some classes, which take turns, each named by its number.</summary>
    public static IDataView View(MLContext context, int inputs, int first, int classes, int rowsPerClass)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, inputs);
        return context.Data.LoadFromEnumerable(Rows(inputs, first, classes, rowsPerClass, seed: 1), schema);
    }

    /// <summary>The same rows without ML.NET.</summary>
    public static Row[] Rows(int inputs, int first, int classes, int rowsPerClass, ulong seed)
    {
        double[][] places = [.. Enumerable.Range(first, classes).Select(label => Draw(inputs, Distance / Math.Sqrt(2.0 * inputs), Seed((ulong)label + 1000)))];
        double[][] directions = [.. Enumerable.Range(first, classes).Select(label => Draw(inputs, Spread / Math.Sqrt(inputs), Seed((ulong)label + 5000)))];
        var random = Seed((seed * 1_000_003) + (ulong)first);
        List<Row> rows = [];
        for (int row = 0; row < rowsPerClass; row++)
        {
            for (int label = 0; label < classes; label++)
            {
                double along = random.NextNormal();
                float[] features = new float[inputs];
                for (int i = 0; i < inputs; i++)
                {
                    features[i] = (float)(places[label][i] + (along * directions[label][i]) + random.NextNormal());
                }

                rows.Add(new() { Features = features, Class = first + label });
            }
        }

        return [.. rows];
    }

    private static double[] Draw(int inputs, double deviation, Xoshiro256 random)
    {
        double[] vector = new double[inputs];
        for (int i = 0; i < inputs; i++)
        {
            vector[i] = deviation * random.NextNormal();
        }

        return vector;
    }

    private static Xoshiro256 Seed(ulong seed) => Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);

    /// <summary>A row.</summary>
    public sealed class Row
    {
        /// <summary>What is known of it.</summary>
        public float[] Features { get; set; } = [];

        /// <summary>Its class as a number.</summary>
        [NoColumn]
        public int Class { get; init; }

        /// <summary>Its class as text.</summary>
        public string Label => Class.ToString(CultureInfo.InvariantCulture);
    }
}
