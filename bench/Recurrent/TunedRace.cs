using System.Diagnostics;
using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;

namespace AdaptiveML.Benchmarks.Recurrent;

/// <summary>Methods against each other, each with the best of six settings of its own by the same two seeds, which are not those that are reported.</summary>
internal static class TunedRace
{
    private static readonly double[] Rates = [3e-4, 6e-4, 1e-3, 2e-3, 4e-3, 8e-3];

    /// <summary>A method and what may be chosen for it.</summary>
    public sealed record Contender(string Name, RecurrentOptions[] Settings);

    /// <summary>Methods that go along the true gradient, with six rates each.</summary>
    public static IEnumerable<Contender> Peers(RecurrentOptions settings, params IEnumerable<int> truncations)
    {
        foreach (int steps in truncations)
        {
            yield return Rated($"TBPTT-{steps}", settings with { Method = RecurrentMethod.Truncated, Truncation = steps });
        }

        yield return Rated("SnAp-1", settings with { Method = RecurrentMethod.SnAp1 });
        yield return Rated("RTRL", settings with { Method = RecurrentMethod.RealTime });
    }

    /// <summary>Synthetic gradients, and the trial of methods, with two rates and three of <paramref name="choices"/> each.</summary>
    public static IEnumerable<Contender> Synthetic(
        RecurrentOptions settings, IEnumerable<double> lambdas, Func<RecurrentOptions, double, RecurrentOptions> choice, params double[] choices)
    {
        RecurrentOptions[] Settings(RecurrentOptions options) =>
            [
                .. from rate in (double[])[1e-3, 3e-3]
                   from value in choices
                   select choice(options with { Update = options.Update with { LearningRate = rate } }, value),
            ];
        foreach (double lambda in lambdas)
        {
            yield return new($"BP({lambda})", Settings(settings with { Lambda = lambda, Guard = GuardOptions.None }));
        }

        yield return new("BP(1), guarded", Settings(settings));
        yield return new("Auto", Settings(settings with { Method = RecurrentMethod.Auto }));
    }

    /// <summary>Chooses by <paramref name="tune"/> on seeds 11 and 12, and prints <paramref name="score"/> on seeds from 1; the lower the better.</summary>
    public static void Run(
        IEnumerable<Contender> contenders, int seeds, Func<RecurrentOptions, ulong, double> tune, Func<RecurrentOptions, ulong, double> score)
    {
        foreach (var (name, settings) in contenders)
        {
            var watch = Stopwatch.StartNew();
            var best = settings.MinBy(options => tune(options, 11) + tune(options, 12))!;
            double[] scores = [.. Enumerable.Range(1, seeds).Select(seed => score(best, (ulong)seed))];
            bool isSynthetic = best.Method is RecurrentMethod.BpLambda or RecurrentMethod.Auto;
            string synthesizer = isSynthetic ? $", Ψ {best.SyntheticLearningRateFactor}, w {best.SyntheticWeight}" : string.Empty;
            string chosen = $"rate {best.Update.LearningRate}" + synthesizer;
            Console.WriteLine(
                $"  {name,-15} mean {scores.Average(),7:F4}  median {scores.Order().ElementAt(seeds / 2),7:F4} "
                + $"|{string.Concat(scores.Select(value => $"{value,8:F4}"))} | {chosen} | {watch.Elapsed.TotalSeconds,5:F0} s");
        }
    }

    private static Contender Rated(string name, RecurrentOptions settings) =>
        new(name, [.. Rates.Select(rate => settings with { Update = settings.Update with { LearningRate = rate } })]);
}
