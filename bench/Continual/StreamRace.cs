using System.Diagnostics;
using System.Globalization;
using AdaptiveML.Learners.Continual;
using AdaptiveML.Online;

namespace AdaptiveML.Benchmarks.Continual;

/// <summary>Classifiers row by row on streams whose law changes: predict, be told the class, learn.</summary>
internal static class StreamRace
{
    private static readonly (string Name, ContinualOptions Options)[] All =
    [
        ("DATA", new DataClassifierOptions { GivesProbabilities = true }),
        ("DATA+", new DataClassifierOptions { GivesProbabilities = true, FollowsDrift = true }),
        ("Ridge+", new RidgeClassifierOptions { GivesProbabilities = true, FollowsDrift = true }),
        ("forest", new AdaptiveForestOptions()),
    ];

    /// <summary>Runs the race.</summary>
    public static void Run(string set, string folder, string only = "")
    {
        var rows = set == "elec2" ? Elec2(folder) : Other(set, folder);
        int classes = rows.Max(row => row.Label) + 1, fit = 500;
        int last = 0, same = 0;
        foreach (var (_, label) in rows.Skip(fit)) { same += label == last ? 1 : 0; last = label; }
        Console.WriteLine($"no change {100.0 * same / (rows.Count - fit):F2}");
        foreach (var (name, options) in All)
        {
            if (!name.Contains(only)) continue;
            var learner = ContinualLearner<float>.Create(rows[0].Features.Length, options, classes);
            var task = new TrainingRows<float>(rows[0].Features.Length, 1);
            foreach (var (features, label) in rows.Take(fit)) task.Add(features, [label]);
            learner = learner.Update(task, classCount: classes);
            float[] scores = new float[classes];
            int right = 0, n = 0;
            double loss = 0;
            var watch = Stopwatch.StartNew();
            foreach (var (features, label) in rows.Skip(fit))
            {
                learner.Learn(default, features, [label], scores);
                right += BestClass.Of<float>(scores) == label ? 1 : 0;
                loss -= Math.Log(Math.Max(1e-9, name == "forest" ? Math.Exp(scores[label]) : scores[label]));
                if (++n % ((rows.Count - fit) / 5) == 0)
                {
                    Console.Write($"{100.0 * right / n:F2} ");
                }
            }
            Console.WriteLine($"{name} {100.0 * right / n:F2} loss {loss / n:F3} {watch.Elapsed.TotalMicroseconds / n:F1} us");
            if (learner.Weights is { } w) Console.WriteLine(string.Join(" ", w.Select(x => x.ToString("F3", CultureInfo.InvariantCulture))));
        }
    }

    private static List<(float[] Features, int Label)> Other(string set, string folder)
    {
        List<(float[], int)> all = [];
        foreach (var (learn, _) in ContinualSets.Tasks(set, folder, 1))
        {
            for (int i = 0; i < learn.Count; i++) all.Add((learn.Input(i).ToArray(), (int)learn.Target(i)[0]));
        }
        if (set.Length > 0 && Environment.GetEnvironmentVariable("IID") == "1") { var r = new Random(1); var arr = all.ToArray(); r.Shuffle(arr); return [.. arr.Take(6000)]; }
        return [.. all.Take(6000)];
    }

    private static List<(float[] Features, int Label)> Elec2(string folder) =>
        [.. File.ReadLines(Path.Combine(folder, "elec2_data.dat")).Zip(File.ReadLines(Path.Combine(folder, "elec2_label.dat")))
            .Select(line => ((float[])[.. line.First.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(cell => float.Parse(cell, CultureInfo.InvariantCulture))],
                int.Parse(line.Second, CultureInfo.InvariantCulture)))];
}
