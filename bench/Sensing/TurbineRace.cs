using System.Globalization;
using AdaptiveML.Learners.Baselines;
using AdaptiveML.Learners.Lru;
using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Online;

namespace AdaptiveML.Benchmarks.Sensing;

/// <summary>The LRU regressor against the best plain least squares on the emissions of a gas turbine: 2011 and 2012 to fit, 2013 and 2014 online.</summary>
internal static class TurbineRace
{
    private const int Sensors = 9;

    private static readonly int[] Years = [2011, 2012, 2013, 2014];

    /// <summary>What is estimated, and its column.</summary>
    internal static readonly (string Name, int Column)[] Gases = [("CO", 9), ("NOX", 10)];

    /// <summary>What the scale's half-life is chosen by: scaled by 2011 alone, the errors of 2012.</summary>
    public static void Tune(string folder)
    {
        var years = Read(folder, 2011, 2012);
        Console.WriteLine("Mean squared error of 2012 in variances of 2011: CO, NOX and their mean");
        foreach (double? halfLife in RegressorCandidates.HalfLives)
        {
            double[] errors = [.. Gases.Select(gas =>
                Scores(new LruRegressor<float>(Sensors, new() { HalfLife = halfLife }), years, gas.Column, fitted: 1)[^1].Score.MeanSquare)];
            Console.WriteLine($"  {RegressorCandidates.Name(halfLife)}{string.Concat(errors.Select(error => $"{error,9:F4}"))} |{errors.Average(),9:F4}");
        }
    }

    public static void Run(string folder)
    {
        var years = Read(folder, Years);
        Console.WriteLine("Mean squared error in variances of 2011 and 2012: 2012, then CO 2013, CO 2014, NOX 2013, NOX 2014 and their mean");
        foreach (var (text, squares) in ((string, bool)[])[("", false), (", squares", true)])
        {
            foreach (double forgetting in (double[])[0.995, 0.998, 0.999, 0.9995])
            {
                Print($"least squares{text}, {forgetting}", () => new RecursiveLeastSquares<float>(
                    Sensors, 1, new() { Forgetting = forgetting, SeesSquares = squares, SeesDifferences = true, SeesLastTarget = true }));
            }
        }

        Print("regressor that does not see the states", () => new LruRegressor<float>(Sensors, new() { SeesStates = false }));
        Print("regressor, recurrence as drawn", () => new LruRegressor<float>(Sensors, With(unit => unit with { GradientMode = GradientMode.ReadoutOnly })));
        for (ulong seed = 1; seed <= 5; seed++)
        {
            Print($"regressor, seed {seed}", () => new LruRegressor<float>(Sensors, With(unit => unit with { Seed = seed })));
        }

        void Print(string name, Func<IOnlineLearner<float>> create)
        {
            var scores = Gases.SelectMany(gas => Scores(create(), years, gas.Column).Skip(1).Select(score => (gas.Name, score.Year, score.Score))).ToArray();
            double[] cells = [.. scores.Where(score => score.Year > 2012).Select(score => score.Score.MeanSquare)];
            Console.WriteLine(
                $"  {name,-40}{scores.Where(score => score.Year == 2012).Average(score => score.Score.MeanSquare),8:F3} "
                + $"|{string.Concat(cells.Select(cell => $"{cell,7:F3}"))} |{cells.Average(),7:F4}");
            if (name.EndsWith("seed 1", StringComparison.Ordinal))
            {
                foreach (var (gas, year, score) in scores.Where(score => score.Year > 2012))
                {
                    Console.WriteLine($"      {gas,-3} {year}: {score.Intervals()}");
                }
            }
        }
    }

    /// <summary>The rows of years, nine sensors and two gases.</summary>
    internal static Dictionary<int, float[][]> Read(string folder, params int[] years) =>
        years.ToDictionary(year => year, year => File.ReadLines(Path.Combine(folder, $"gt_{year}.csv")).Skip(1)
        .Select(line => line.Split(',').Select(value => float.Parse(value, CultureInfo.InvariantCulture)).ToArray()).ToArray());

    private static LruRegressorOptions With(Func<LruOptions, LruOptions> change)
    {
        var options = new LruRegressorOptions();
        return options with { Unit = change(options.Unit) };
    }

    private static List<(int Year, SenseScore Score)> Scores(IOnlineLearner<float> learner, Dictionary<int, float[][]> years, int gas, int fitted = 2)
    {
        var history = new TrainingRows<float>(Sensors, 1);
        foreach (float[] row in Years.Take(fitted).SelectMany(year => years[year]))
        {
            history.Add(row.AsSpan(0, Sensors), [row[gas]]);
        }

        double mean = Enumerable.Range(0, history.Count).Average(row => history.Target(row)[0]);
        double deviation = Math.Sqrt(Enumerable.Range(0, history.Count).Average(row => Math.Pow(history.Target(row)[0] - mean, 2)));
        switch (learner)
        {
            case LruRegressor<float> regressor:
                regressor.Standardize(history);
                break;
            case RecursiveLeastSquares<float> squares:
                squares.Standardize(history);
                break;
        }

        var scores = years.Keys.Order().Select(year => (year, Score: new SenseScore(deviation))).ToList();
        float[] prediction = new float[learner.OutputSize];
        foreach (int year in years.Keys.Order())
        {
            foreach (float[] row in years[year])
            {
                learner.Learn(row.AsSpan(0, Sensors), [row[gas]], prediction);
                foreach (var (scored, score) in scores.Where(score => score.year >= year))
                {
                    score.Add(row[gas], prediction[0], prediction.Length > 2 ? prediction.AsSpan(1, 2) : [], scored == year);
                }
            }
        }

        return scores;
    }
}
