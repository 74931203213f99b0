using System.Globalization;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Chains;

/// <summary>A row of three sensors, a number that follows them, and the kind of product.</summary>
internal sealed class ProcessRow
{
    public string Key { get; init; } = "";

    [VectorType(3)]
    public float[] Features { get; init; } = new float[3];

    public float Label { get; init; }

    public string Kind { get; init; } = "";

    public static ProcessRow[] Generate(int count)
    {
        var random = new Random(7);
        double level = 0;
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            float[] sensors = [.. Enumerable.Range(0, 3).Select(_ => (float)(random.NextDouble() - 0.5))];
            level = (0.8 * level) + sensors[0] - sensors[1];
            return new ProcessRow
            {
                Key = i.ToString(CultureInfo.InvariantCulture),
                Features = sensors,
                Label = (float)(level + (0.1 * random.NextDouble())),
                Kind = sensors[2] > 0.1 ? "hard" : level > 0 ? "soft" : "plain",
            };
        })];
    }
}
