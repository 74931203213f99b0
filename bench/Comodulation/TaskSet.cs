using System.Globalization;
using AdaptiveML.Kernels;
using AdaptiveML.Online;
using AdaptiveML.Samples;

namespace AdaptiveML.Benchmarks.Comodulation;

/// <summary>Rows with several binary labels each: some of them are primary tasks, the others come as new ones.</summary>
/// <param name="Fit">Inputs that the base is fitted to.</param>
/// <param name="Pool">Inputs that rows of new tasks are drawn from.</param>
/// <param name="Test">Inputs that are scored.</param>
/// <param name="Primary">Primary tasks.</param>
/// <param name="New">New tasks.</param>
internal sealed record TaskSet(TaskSet.Row[] Fit, TaskSet.Row[] Pool, TaskSet.Row[] Test, int[] Primary, int[] New)
{
    private const int Bipartitions = 30, PrimaryBipartitions = 20, Gases = 6, PrimaryGases = 3, Batches = 6;

    private const int Scenes = 6, PrimaryScenes = 3, Emotions = 6, PrimaryEmotions = 3, YeastClasses = 14, PrimaryYeastClasses = 7;

    private const int FewRows = 600, MostTestRows = 2000;

    /// <summary>A third of the rows to learn from is kept for the new tasks.</summary>
    private const double FitShare = 2.0 / 3;

    /// <summary>The share of the rows that is scored, where the set itself names none.</summary>
    private const double TestShare = 0.3;

    /// <summary>An input with its labels.</summary>
    internal sealed record Row(float[] Input, bool[] Labels);

    /// <summary>
    /// Reads optdigits or pendigits (bipartitions of the ten digits: 20 primary, 10 new), scene or emotions (labels: 3 primary, 3 new), yeast (7 and 7) or
    /// gas_drift (one gas or another: 3 primary, 3 new). For whatever is to be chosen, optdigits-tune is of other bipartitions and without the test rows, and
    /// scene-tune leaves the new tasks and the test rows out and takes one of the primary tasks for new. With -few behind its name a set has 600 rows to learn
    /// from, and so have generated-linear, generated-noisy and generated-hidden (4 and 4 labels): to choose for small sets by.
    /// </summary>
    /// <param name="name">The set.</param>
    /// <param name="folder">Where its files lie.</param>
    /// <param name="seed">Of the order of the rows, by which they are divided.</param>
    public static TaskSet Read(string name, string folder, ulong seed)
    {
        bool isFew = name.EndsWith("-few", StringComparison.Ordinal);
        name = isFew ? name[..^4] : name;
        string plain = name.Replace("-tune", "", StringComparison.Ordinal);
        var (learn, test, tasks, primary) = plain switch
        {
            "optdigits" => (
                Digits(folder, "optdigits.tra", plain == name ? 0 : Bipartitions), Digits(folder, "optdigits.tes", 0), Bipartitions, PrimaryBipartitions),
            "pendigits" => (Digits(folder, "pendigits.csv", plain == name ? 0 : Bipartitions), [], Bipartitions, PrimaryBipartitions),
            "scene" => (Labelled(folder, "scene-train.arff", Scenes), Labelled(folder, "scene-test.arff", Scenes), Scenes, PrimaryScenes),
            "emotions" => (Labelled(folder, "emotions.arff", Emotions), [], Emotions, PrimaryEmotions),
            "yeast" => (Labelled(folder, "yeast.arff", YeastClasses), [], YeastClasses, PrimaryYeastClasses),
            "gas_drift" => ([.. Enumerable.Range(1, Batches).SelectMany(batch => Gas(folder, batch))], [], Gases, PrimaryGases),
            "generated-linear" or "generated-noisy" or "generated-hidden" => (
                GeneratedTasks.Draw(plain[10..], seed, FewRows),
                GeneratedTasks.Draw(plain[10..], seed, FewRows + MostTestRows)[FewRows..],
                GeneratedTasks.Tasks,
                GeneratedTasks.Primary),
            _ => throw new ArgumentException($"There is no set '{name}'.", nameof(name)),
        };
        Mix(learn, seed + 2);
        if (isFew)
        {
            (learn, test) = (learn[..FewRows], learn[FewRows..Math.Min(learn.Length, FewRows + MostTestRows)]);
        }

        if (test.Length == 0)
        {
            int scored = (int)(learn.Length * TestShare);
            (test, learn) = (learn[..scored], learn[scored..]);
        }

        int fit = (int)(learn.Length * FitShare);
        int[] known = [.. Enumerable.Range(0, primary)], strangers = [.. Enumerable.Range(primary, tasks - primary)];
        if (plain == name)
        {
            return new(learn[..fit], learn[fit..], test, known, strangers);
        }

        int half = learn.Length / 2, last = (learn.Length * 3) / 4;
        (known, strangers) = tasks == Bipartitions ? (known, strangers) : (known[..^1], known[^1..]);
        return new(learn[..half], learn[half..last], learn[last..], known, strangers);
    }

    /// <summary>The rows of some tasks, all inputs for each.</summary>
    public static TrainingRows<float> Rows(Row[] rows, int[] tasks)
    {
        var result = new TrainingRows<float>(rows[0].Input.Length, 1);
        foreach (int task in tasks)
        {
            foreach (var row in rows)
            {
                result.Add(row.Input, [row.Labels[task] ? 1 : 0], new() { Sequence = SequenceKey.Of(Name(task)) });
            }
        }

        return result;
    }

    /// <summary>A task's name.</summary>
    public static string Name(int task) => $"task {task}";

    /// <summary>A random few rows of a task, its classes as frequent as in the pool but with two of each at least.</summary>
    public TrainingRows<float> Draw(int task, int count, ulong seed)
    {
        Row[] mixed = [.. Pool];
        Mix(mixed, seed);
        int positives = (int)Math.Round((double)count * mixed.Count(row => row.Labels[task]) / mixed.Length);
        positives = Math.Clamp(positives, 2, count - 2);
        return WithoutTask([.. mixed.Where(row => row.Labels[task]).Take(positives), .. mixed.Where(row => !row.Labels[task]).Take(count - positives)], task);
    }

    /// <summary>The rows of one task, which need not name it.</summary>
    public static TrainingRows<float> WithoutTask(Row[] rows, int task)
    {
        var result = new TrainingRows<float>(rows[0].Input.Length, 1);
        foreach (var row in rows)
        {
            result.Add(row.Input, [row.Labels[task] ? 1 : 0]);
        }

        return result;
    }

    private static void Mix(Row[] rows, ulong seed) => Xoshiro256.Seed(stackalloc ulong[Xoshiro256.StateLength], seed).Shuffle<Row>(rows);

    private static Row[] Digits(string folder, string file, int skipped)
    {
        bool[][] sides = Sides()[skipped..(skipped + Bipartitions)];
        return Array.ConvertAll(Digit.Read(file, folder), digit => new Row(digit.Features, [.. sides.Select(side => side[digit.Value])]));
    }

    /// <summary>Different divisions of the digits into five and five.</summary>
    private static bool[][] Sides()
    {
        var random = Xoshiro256.Seed(stackalloc ulong[Xoshiro256.StateLength], 17);
        List<bool[]> sides = [];
        while (sides.Count < 2 * Bipartitions)
        {
            int[] digits = [.. Enumerable.Range(0, 10)];
            random.Shuffle<int>(digits);
            bool[] side = [.. Enumerable.Range(0, 10).Select(digit => Array.IndexOf(digits, digit) < 5)];
            if (!sides.Exists(known => known.SequenceEqual(side) || known.SequenceEqual(side.Select(one => !one))))
            {
                sides.Add(side);
            }
        }

        return [.. sides];
    }

    /// <summary>Rows of a mulan file, whose last cells are the labels.</summary>
    private static Row[] Labelled(string folder, string file, int labels) =>
        [.. File.ReadLines(Path.Combine(folder, file)).Where(line => line.Length > 0 && line[0] is not ('@' or '%')).Select(line => line.Split(','))
            .Select(cells => new Row([.. cells[..^labels].Select(Number)], [.. cells[^labels..].Select(cell => cell.Trim() == "1")]))];

    private static IEnumerable<Row> Gas(string folder, int batch) => File.ReadLines(Path.Combine(folder, $"batch{batch}.dat"))
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Select(cells => new Row(
            [.. cells[1..].Select(cell => Number(cell[(cell.IndexOf(':', StringComparison.Ordinal) + 1)..]))],
            [.. Enumerable.Range(1, Gases).Select(gas => cells[0].Split(';')[0] == gas.ToString(CultureInfo.InvariantCulture))]));

    private static float Number(string text) => float.Parse(text, CultureInfo.InvariantCulture);
}
