using AdaptiveML.Estimators;
using AdaptiveML.Samples;
using Microsoft.ML;

namespace TaskSwitch;

/// <summary>New tasks by every method, from few rows and from more.</summary>
internal static class Race
{
    public const int Draws = 10;

    public static readonly int[] Sizes = [10, 30, 100, 300];

    /// <summary>A curve for each method, and last that of the method that the model chose itself.</summary>
    /// <param name="context">The context.</param>
    /// <param name="model">The base.</param>
    /// <param name="tasks">New tasks.</param>
    /// <param name="pool">Digits that labelled rows are drawn from.</param>
    /// <param name="test">Digits to measure on.</param>
    public static Curve[] Run(MLContext context, ComodulationTransformer model, Division[] tasks, Digit[] pool, Digit[] test)
    {
        Curve[] curves = [.. Settings.Methods.Select(method => (method.Name, method.Colour)).Append(("chosen", "#222222"))
            .Select(curve => new Curve(curve.Item1, curve.Item2, [.. Sizes.Select(_ => new double[Draws])]))];
        Parallel.For(0, Sizes.Length * Draws, place =>
        {
            var (size, draw) = (place % Sizes.Length, place / Sizes.Length);
            for (int task = 0; task < tasks.Length; task++)
            {
                var rows = context.Data.LoadFromEnumerable(tasks[task].Few(pool, Sizes[size], (draw * 1000) + task));
                var report = model.Compare(tasks[task].Name, rows, context.Data.LoadFromEnumerable(tasks[task].Rows(test)));
                for (int method = 0; method < Settings.Methods.Length; method++)
                {
                    curves[method].Draws[size][draw] += report.Methods[Settings.Methods[method].Method].BalancedAccuracy / tasks.Length;
                }

                curves[^1].Draws[size][draw] += report.ChosenMetrics.BalancedAccuracy / tasks.Length;
            }
        });
        return curves;
    }

    public static void Print(Curve[] curves)
    {
        Console.WriteLine($"{"rows",-20}{string.Concat(Sizes.Select(size => $"{size,14}"))}");
        foreach (var curve in curves)
        {
            Console.WriteLine($"{curve.Name,-20}{string.Concat(Sizes.Select((_, i) => $"{100 * curve.Mean(i),8:F1} ± {100 * curve.Spread(i),3:F1}"))}");
        }
    }
}
