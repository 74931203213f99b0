using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Benchmarks.Engine;

/// <summary>A row of nine sensors and a number that follows them.</summary>
internal sealed class EngineRow
{
    [VectorType(9)]
    public float[] Features { get; init; } = new float[9];

    public float Label { get; init; }

    public static EngineRow[] Generate(int count)
    {
        var random = new Random(3);
        double level = 0;
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            float[] sensors = [.. Enumerable.Range(0, 9).Select(_ => (float)(random.NextDouble() - 0.5))];
            level = (0.9 * level) + sensors[0] - sensors[1] + (sensors[2] * sensors[3]);
            return new EngineRow { Features = sensors, Label = (float)level };
        })];
    }

    /// <summary>OnlineLru as it comes, fitted to rows.</summary>
    public static ITransformer Model(MLContext context, IEnumerable<EngineRow> rows) =>
        context.Regression.Trainers.OnlineLru().Fit(context.Data.LoadFromEnumerable(rows));
}
