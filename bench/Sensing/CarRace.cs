using AdaptiveML.Learners.Baselines;
using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Online;

namespace AdaptiveML.Benchmarks.Sensing;

/// <summary>The LRU regressor against plain methods on a virtual CO₂ sensor: trips 1 to 9 to fit, 10 to 12 online, each a sequence of its own.</summary>
internal static class CarRace
{
    private const int FirstTuned = 4, FirstOnline = 10, LastTrip = 12;

    /// <summary>What the scale's half-life is chosen by: scaled by trips 1 to 3, the errors of trips 4 to 9.</summary>
    public static void Tune(string folder)
    {
        var trips = Read(folder, FirstOnline - 1);
        Console.WriteLine("Mean squared error of trips 4 to 9 in variances of trips 1 to 3");
        foreach (double? halfLife in RegressorCandidates.HalfLives)
        {
            var regressor = new LruRegressor<float>(CarTrips.InputSize, new() { HalfLife = halfLife });
            regressor.Standardize(Rows(trips, FirstTuned));
            Console.WriteLine($"  {RegressorCandidates.Name(halfLife)}{Score(regressor, trips, FirstTuned).MeanSquare,9:F4}");
        }
    }

    public static void Run(string folder)
    {
        var trips = Read(folder, LastTrip);
        Console.WriteLine(
            "virtual CO₂ sensor of a car (derived, not measured), trips 10 to 12 after a fit to trips 1 to 9. Mean squared error in variances of the fit");
        Print("last value", new LastValue<float>(CarTrips.InputSize, 1));
        foreach (var (text, squares) in ((string, bool)[])[("", false), (", squares", true)])
        {
            foreach (double forgetting in (double[])[0.998, 0.999])
            {
                var learner = new RecursiveLeastSquares<float>(
                    CarTrips.InputSize,
                    1,
                    new() { Forgetting = forgetting, SeesSquares = squares, SeesDifferences = true, SeesLastTarget = true });
                learner.Standardize(Rows(trips, FirstOnline));
                Print($"least squares, differences, last label{text}, {forgetting}", learner);
            }
        }

        for (ulong seed = 1; seed <= 5; seed++)
        {
            var options = new LruRegressorOptions();
            var regressor = new LruRegressor<float>(CarTrips.InputSize, options with { Unit = options.Unit with { Seed = seed } });
            regressor.Standardize(Rows(trips, FirstOnline));
            Print($"LRU regressor, seed {seed}", regressor);
        }

        void Print(string name, IOnlineLearner<float> learner)
        {
            var score = Score(learner, trips, FirstOnline);
            Console.WriteLine($"  {name,-56}{score.MeanSquare,8:F4}   {(learner is LruRegressor<float> ? score.Intervals() : "")}");
        }
    }

    private static Dictionary<int, (float[] Input, float Emission)[]> Read(string folder, int last) =>
        Enumerable.Range(1, last).ToDictionary(trip => trip, trip => CarTrips.Read(folder, trip).ToArray());

    private static SenseScore Score(IOnlineLearner<float> learner, Dictionary<int, (float[] Input, float Emission)[]> trips, int online)
    {
        float[] fitted = [.. trips.Where(trip => trip.Key < online).SelectMany(trip => trip.Value).Select(row => row.Emission)];
        double mean = fitted.Average();
        var score = new SenseScore(Math.Sqrt(fitted.Average(value => (value - mean) * (value - mean))));
        float[] prediction = new float[learner.OutputSize];
        foreach (var (trip, rows) in trips)
        {
            var context = new RowContext { Sequence = SequenceKey.Of(trip) };
            foreach (var (input, emission) in rows)
            {
                learner.Learn(context, input, [emission], prediction);
                score.Add(emission, prediction[0], prediction.Length > 2 ? prediction.AsSpan(1, 2) : [], trip >= online);
            }
        }

        return score;
    }

    private static TrainingRows<float> Rows(Dictionary<int, (float[] Input, float Emission)[]> trips, int online)
    {
        var rows = new TrainingRows<float>(CarTrips.InputSize, 1);
        foreach (var (input, emission) in trips.Where(trip => trip.Key < online).SelectMany(trip => trip.Value))
        {
            rows.Add(input, [emission]);
        }

        return rows;
    }
}
