using System.Globalization;
using Microsoft.ML.Data;

namespace AdaptiveML.Transforms.Tests.Support;

/// <summary>An hour of a transformer: its six loads and the temperature of its oil, and that of the next hour.</summary>
public sealed class LoadRow
{
    private const int Columns = 7;

    [VectorType(Columns)]
    public float[] Features { get; set; } = new float[Columns];

    public float Target { get; set; }

    /// <summary>The hours of the committed recording.</summary>
    public static LoadRow[] Read(int count)
    {
        float[][] rows = [.. SourceTree.Read("samples/LoadForecast/data/ETTh1.csv").Split('\n').Skip(1).Take(count + 1)
            .Select(line => line.Split(',')[1..].Select(text => float.Parse(text, CultureInfo.InvariantCulture)).ToArray())];
        return [.. Enumerable.Range(0, count).Select(i => new LoadRow { Features = rows[i], Target = rows[i + 1][^1] })];
    }

    /// <summary>The same row with other inputs.</summary>
    public LoadRow With(Func<int, float, float> change) => new() { Features = [.. Features.Select((value, i) => change(i, value))], Target = Target };
}
