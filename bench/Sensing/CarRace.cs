using AdaptiveML.Learners;
using AdaptiveML.Online;

namespace AdaptiveML.Benchmarks.Sensing;

/// <summary>The LRU regressor against plain methods on a virtual CO₂ sensor: trips 1 to 9 to fit, 10 to 12 online, each a sequence of its own.</summary>
internal static class CarRace
{
    private const int FirstOnline = 10, LastTrip = 12;

    public static void Run(string folder)
    {
        var trips = Enumerable.Range(1, LastTrip).ToDictionary(trip => trip, trip => CarTrips.Read(folder, trip).ToArray());
        Console.WriteLine("virtual CO₂ sensor of a car (derived, not measured), trips 10 to 12 after a fit to trips 1 to 9. Mean squared error in variances of the fit");
        Print("last value", new LastValue<float>(CarTrips.InputSize, 1));
        foreach (var (text, features) in ((string, RegressionFeatures)[])[("", RegressionFeatures.Linear), (", squares", RegressionFeatures.Squares)])
        {
            foreach (double forgetting in (double[])[0.998, 0.999])
            {
                var squares = new RecursiveLeastSquares<float>(
                    CarTrips.InputSize, 1, new() { Forgetting = forgetting, Features = features | RegressionFeatures.Differences | RegressionFeatures.LastTarget });
                squares.Standardize(Rows(trips));
                Print($"least squares, differences, last label{text}, {forgetting}", squares);
            }
        }

        for (ulong seed = 1; seed <= 5; seed++)
        {
            var options = new LruRegressorOptions();
            var regressor = new LruRegressor<float>(CarTrips.InputSize, options with { Unit = options.Unit with { Seed = seed } });
            regressor.Standardize(Rows(trips));
            Print($"LRU regressor, seed {seed}", regressor);
        }

        void Print(string name, IOnlineLearner<float> learner)
        {
            var score = Score(learner, trips);
            Console.WriteLine($"  {name,-56}{score.MeanSquare,8:F4}   {(learner is LruRegressor<float> ? score.Intervals() : "")}");
        }
    }

    private static SenseScore Score(IOnlineLearner<float> learner, Dictionary<int, (float[] Input, float Emission)[]> trips)
    {
        float[] fitted = [.. trips.Where(trip => trip.Key < FirstOnline).SelectMany(trip => trip.Value).Select(row => row.Emission)];
        double mean = fitted.Average();
        var score = new SenseScore(Math.Sqrt(fitted.Average(value => (value - mean) * (value - mean))));
        float[] prediction = new float[learner.OutputSize];
        foreach (var (trip, rows) in trips)
        {
            var context = new RowContext { Sequence = SequenceKey.Of(trip) };
            foreach (var (input, emission) in rows)
            {
                learner.Learn(context, input, [emission], prediction);
                score.Add(emission, prediction[0], prediction.Length > 2 ? prediction.AsSpan(1, 2) : [], trip >= FirstOnline);
            }
        }

        return score;
    }

    private static TrainingRows<float> Rows(Dictionary<int, (float[] Input, float Emission)[]> trips)
    {
        var rows = new TrainingRows<float>(CarTrips.InputSize, 1);
        foreach (var (input, emission) in trips.Where(trip => trip.Key < FirstOnline).SelectMany(trip => trip.Value))
        {
            rows.Add(input, [emission]);
        }

        return rows;
    }
}
