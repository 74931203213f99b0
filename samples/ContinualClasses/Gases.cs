using System.Globalization;
using System.IO.Compression;
using AdaptiveML.Kernels;

namespace ContinualClasses;

/// <summary>Six gases by sixteen sensors that grow old: a task is a batch, in the order of time.</summary>
internal static class Gases
{
    private const int Batches = 6;
    private const double LearnShare = 0.7;

    public static string Title => "Gases by sensors that drift, batch after batch in the order of time (domain-incremental, 6 tasks)";

    /// <summary>A course for which each batch was divided at random.</summary>
    public static Course InDivision(ulong division)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], division);
        List<Sample> learn = [], test = [];
        for (int batch = 1; batch <= Batches; batch++)
        {
            Sample[] samples = Read(batch);
            random.Shuffle<Sample>(samples);
            learn.AddRange(samples[..(int)(LearnShare * samples.Length)]);
            test.AddRange(samples[(int)(LearnShare * samples.Length)..]);
        }

        return new([.. learn], [.. test]);
    }

    private static Sample[] Read(int batch)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "data", $"batch{batch}.dat.gz"));
        using var text = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        List<Sample> samples = [];
        while (text.ReadLine() is { } line)
        {
            string[] cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            samples.Add(new()
            {
                Features = Array.ConvertAll(
                    cells[1..], cell => float.Parse(cell.AsSpan(cell.IndexOf(':', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture)),
                Label = int.Parse(cells[0].Split(';')[0], CultureInfo.InvariantCulture),
                Task = $"batch {batch}",
            });
        }

        return [.. samples];
    }
}
