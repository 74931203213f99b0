using AdaptiveML.Learners.Lru;
using AdaptiveML.Online;
using AdaptiveML.Trainers;

namespace EmissionMonitor;

/// <summary>How the defaults were chosen: fitted to 2011, led through 2012, nothing later is looked at.</summary>
internal static class Tuning
{
    public static void Print(Plant plant)
    {
        Console.WriteLine("Fitted to 2011, online through 2012: mean MSE of CO and NOX.");
        foreach (int stateSize in new[] { 8, 16, 32 })
        {
            foreach (double learningRate in new[] { 0.001, 0.003, 0.01 })
            {
                foreach (double clipNorm in new[] { 0.3, 1, 10 })
                {
                    var unit = new LruOptions { StateSize = stateSize, Update = new() { LearningRate = learningRate, ClipNorm = clipNorm } };
                    double mean = new[] { nameof(Reading.CO), nameof(Reading.NOX) }.Average(
                        gas => Squared(plant, gas, new() { Combined = new() { Unit = unit } }));
                    Console.WriteLine(FormattableString.Invariant(
                        $"  StateSize {stateSize,2}   LearningRate {learningRate,-5}   ClipNorm {clipNorm,3}   {mean:F4}"));
                }
            }
        }
    }

    private static double Squared(Plant plant, string gas, OnlineLruOptions options)
    {
        var hours = plant.Hours(2012);
        float[] estimates = Race.Estimates(LruMonitor.Fit(plant, gas, options, UpdateMode.StateAndParameters, [2011]), hours);
        return Errors.Of(Race.Difference(estimates, hours, gas, plant.Deviation(gas, 2011))).Squared;
    }
}
