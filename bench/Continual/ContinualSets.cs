using System.Globalization;
using System.IO.Compression;
using AdaptiveML.Kernels;
using AdaptiveML.Online;
using AdaptiveML.Samples;

namespace AdaptiveML.Benchmarks.Continual;

/// <summary>
/// Rows of a set, divided into tasks: classes in a random order, or batches in the order of time. Every class has the index of its first appearance.
/// </summary>
internal static class ContinualSets
{
    private const double LearnShare = 0.7;

    /// <summary>The tasks of a set.</summary>
    /// <param name="set">optdigits, pendigits, mnist10k, outdoor, gas_drift, or wide: generated classes of 512 inputs.</param>
    /// <param name="folder">Where its files lie.</param>
    /// <param name="order">Seed of the order of the classes and of the division into rows to learn from and rows to test on.</param>
    public static List<(TrainingRows<float> Learn, TrainingRows<float> Test)> Tasks(string set, string folder, ulong order)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], order);
        switch (set)
        {
            case "optdigits":
                return ByClass(Digits(folder, "optdigits.tra"), Digits(folder, "optdigits.tes"), 2, random);
            case "pendigits":
                var (learn, test) = Divide(Digits(folder, "pendigits.csv"), random);
                return ByClass(learn, test, 2, random);
            case "mnist10k":
                var (read, kept) = Divide(Pictures(folder), random);
                return ByClass(read, kept, 2, random);
            case "wide":
                return ByClass(Generated(512, 20, 60, order), Generated(512, 20, 15, order + 100), 2, random);
            case "outdoor":
                var (seen, unseen) = Divide(Outdoor(folder), random);
                return ByClass(seen, unseen, 5, random);
            default:
                var batches = Enumerable.Range(1, 6).Select(batch => Gas(folder, batch)).ToArray();
                int[] classes = [.. batches.SelectMany(batch => batch).Select(row => row.Label).Distinct()];
                List<(TrainingRows<float>, TrainingRows<float>)> tasks = [];
                foreach (var batch in batches)
                {
                    var (before, after) = Divide(batch, random);
                    tasks.Add((Rows(before, classes), Rows(after, classes)));
                }

                return tasks;
        }
    }

    private static List<(TrainingRows<float>, TrainingRows<float>)> ByClass(Row[] learn, Row[] test, int classesPerTask, Xoshiro256 random)
    {
        int[] classes = Shuffle([.. learn.Select(row => row.Label).Distinct().Order()], random);
        List<(TrainingRows<float>, TrainingRows<float>)> tasks = [];
        foreach (int[] own in classes.Chunk(classesPerTask))
        {
            Row[] seen = Shuffle([.. learn.Where(row => own.Contains(row.Label))], random);
            tasks.Add((Rows(seen, classes), Rows([.. test.Where(row => own.Contains(row.Label))], classes)));
        }

        return tasks;
    }

    private static (Row[] Learn, Row[] Test) Divide(Row[] rows, Xoshiro256 random)
    {
        List<Row> learn = [], test = [];
        foreach (var group in rows.GroupBy(row => row.Label).OrderBy(group => group.Key))
        {
            Row[] shuffled = Shuffle([.. group], random);
            learn.AddRange(shuffled[..(int)(LearnShare * shuffled.Length)]);
            test.AddRange(shuffled[(int)(LearnShare * shuffled.Length)..]);
        }

        return (Shuffle([.. learn], random), [.. test]);
    }

    private static TrainingRows<float> Rows(Row[] rows, int[] classes)
    {
        var result = new TrainingRows<float>(rows[0].Features.Length, 1);
        foreach (var row in rows)
        {
            result.Add(row.Features, [Array.IndexOf(classes, row.Label)]);
        }

        return result;
    }

    private static TItem[] Shuffle<TItem>(TItem[] items, Xoshiro256 random)
    {
        random.Shuffle<TItem>(items);
        return items;
    }

    private static Row[] Digits(string folder, string file) => Array.ConvertAll(Digit.Read(file, folder), digit => new Row(digit.Features, digit.Value));

    private static Row[] Generated(int inputs, int classes, int rows, ulong seed) =>
        [.. GeneratedClasses.Rows(inputs, 0, classes, rows, seed).Select(row => new Row(row.Features, row.Class))];

    private static Row[] Pictures(string folder)
    {
        byte[] images = Unpacked(folder, "t10k-images-idx3-ubyte.gz"), labels = Unpacked(folder, "t10k-labels-idx1-ubyte.gz");
        return [.. labels.Skip(8).Select((label, i) => new Row([.. images.Skip(16 + (784 * i)).Take(784).Select(value => (float)value)], label))];
    }

    private static byte[] Unpacked(string folder, string file)
    {
        using var stream = new GZipStream(File.OpenRead(Path.Combine(folder, file)), CompressionMode.Decompress);
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }

    private static Row[] Outdoor(string folder) => [.. File.ReadLines(Path.Combine(folder, "outdoorStream.data"))
        .Zip(File.ReadLines(Path.Combine(folder, "outdoorStream.labels")))
        .Select(line => new Row(
            [.. line.First.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Number)],
            int.Parse(line.Second, CultureInfo.InvariantCulture)))];

    private static Row[] Gas(string folder, int batch) => [.. File.ReadLines(Path.Combine(folder, $"batch{batch}.dat"))
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Select(cells => new Row(
            [.. cells[1..].Select(cell => Number(cell[(cell.IndexOf(':', StringComparison.Ordinal) + 1)..]))],
            int.Parse(cells[0].Split(';')[0], CultureInfo.InvariantCulture)))];

    private static float Number(string text) => float.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Row(float[] Features, int Label);
}
