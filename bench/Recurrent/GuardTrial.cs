using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Learners.Tests;
using AdaptiveML.Online;

namespace AdaptiveML.Benchmarks.Recurrent;

/// <summary>
/// How often the guard switches where BP(1) wins and where it loses, and what the learner is worth at the end, beside BP(1) without a guard and the twin's
/// method alone.
/// </summary>
internal static class GuardTrial
{
    /// <summary>Runs it.</summary>
    /// <param name="seeds">Number of seeds.</param>
    /// <param name="first">The first of them.</param>
    public static void Run(int seeds, ulong first)
    {
        Console.WriteLine(
            $"Guarded BP(1), seeds {first} to {first + (ulong)seeds - 1}: runs that switch, and the rows; mean loss "
            + "of the last tenth guarded, unguarded, and of TBPTT-K alone; largest ratio to that where it has switched");
        foreach (int truncation in (int[])[10, 3, 1])
        {
            Compare("reaching", truncation, seeds, first, static (options, seed) =>
            {
                var task = new TargetReaching(options, seed);
                task.Run(7200);
                return (task.Run(800), task.Learner);
            }, TargetReaching.Settings());
            foreach (var (lag, other, weight, synthesizer) in ((int, int, double, double)[])[(3, 5, 1, 1), (5, 9, 0.3, 5)])
            {
                Compare($"add ({lag},{other})", truncation, seeds, first, (options, seed) =>
                {
                    var task = new AddStream(options, lag, other, seed);
                    task.Run(18_000);
                    return (task.Run(2000), task.Learner);
                }, AddStream.Settings(weight, synthesizer));
            }
        }
    }

    private static void Compare(
        string name,
        int truncation,
        int seeds,
        ulong first,
        Func<RecurrentOptions, ulong, (double Loss, RecurrentLearner<double> Learner)> run,
        RecurrentOptions settings)
    {
        List<long> switches = [];
        double guarded = 0, unguarded = 0, truncated = 0, ratio = 0;
        int back = 0, suspicions = 0;
        for (ulong seed = first; seed < first + (ulong)seeds; seed++)
        {
            var (loss, learner) = run(settings with { Truncation = truncation }, seed);
            double alone = run(settings with { Truncation = truncation, Method = RecurrentMethod.Truncated }, seed).Loss;
            guarded += loss / seeds;
            truncated += alone / seeds;
            unguarded += truncation == 10 ? run(settings with { Guard = GuardOptions.None }, seed).Loss / seeds : 0;
            var known = learner.Diagnostics;
            suspicions += known.Transitions > 0 ? 1 : 0;
            if (known.Phase >= RecurrentPhase.Fallback)
            {
                switches.Add(known.LastTransition);
                ratio = Math.Max(ratio, loss / alone);
            }
            else
            {
                back += known.Transitions > 3 ? 1 : 0;
            }
        }

        Console.WriteLine(
            $"  K = {truncation,2} {name,-10} {switches.Count,2} of {seeds} in fallback, {back} came back, {suspicions} suspect once | "
            + $"{guarded:F4} {(truncation == 10 ? unguarded : double.NaN):F4} {truncated:F4} | {ratio:F3} | at {string.Join(' ', switches.Order())}");
    }
}
