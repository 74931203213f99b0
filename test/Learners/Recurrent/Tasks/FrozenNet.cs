using AdaptiveML.Kernels;
using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>
/// A linear net that stands still: a code of ten bits at the first of ten steps, a point to be shown at the last. The synthesiser alone learns, and is held
/// against the true gradient.
/// </summary>
internal static class FrozenNet
{
    private const int Units = 30, Inputs = 10, Steps = 10;

    private static readonly double[] Code = [1, 1, 0, 1, 0, 0, 0, 0, 0, 1];

    /// <summary>The mean over all steps but the last of the cosine between the synthetic and the true gradient.</summary>
    /// <param name="lambda">λ.</param>
    /// <param name="seed">Seed of the net.</param>
    /// <param name="sequences">Updates: one a sequence.</param>
    public static double Cosine(double lambda, ulong seed, int sequences)
    {
        var learner = new RecurrentLearner<double>(Inputs, 2, new()
        {
            Cell = RecurrentCell.Identity,
            Method = RecurrentMethod.BpLambda,
            SeesLastLabel = false,
            LeastSquaresReadout = false,
            HiddenUnits = Units,
            Lambda = lambda,
            Discount = 1,
            SyntheticWeight = 1,
            SyntheticLearningRateFactor = 1,
            RecurrentLearningRateFactor = 0,
            OutputLearningRateFactor = 0,
            TraceMode = TraceMode.Window,
            TraceWindow = Steps,
            Schedule = UpdateSchedule.EndOfSequence,
            Seed = seed,
            Update = new() { LearningRate = 1e-4, Beta2 = 0.98, Epsilon = 1e-9, Gate = GateOptions.Open },
        });
        double[] still = new double[Inputs], unknown = [double.NaN, double.NaN], prediction = new double[2];
        for (int sequence = 0; sequence < sequences; sequence++)
        {
            for (int t = 0; t < Steps; t++)
            {
                bool isLast = t == Steps - 1;
                learner.Learn(new() { EndsSequence = isLast, Weight = 0.1 }, t == 0 ? Code : still, isLast ? [0, 1] : unknown, prediction);
            }
        }

        return Cosine(learner);
    }

    private static double Cosine(RecurrentLearner<double> learner)
    {
        int stride = Tile.Pad(Units);
        double[] weights = Read("W"), psi = Read("Psi"), output = Read("out_W"), bias = Read("out_b");
        double[][] states = new double[Steps][];
        for (int t = 0; t < Steps; t++)
        {
            double[] inputs = [.. t == 0 ? Code : new double[Inputs], .. t == 0 ? new double[Units] : states[t - 1], 1];
            states[t] = [.. Enumerable.Range(0, Units).Select(i => inputs.Select((value, row) => value * weights[(row * stride) + i]).Sum())];
        }

        double[] goal = [0, 1], gradient = new double[Units];
        for (int p = 0; p < 2; p++)
        {
            double error = bias[p] + states[^1].Select((h, i) => h * output[(p * stride) + i]).Sum() - goal[p];
            gradient = [.. gradient.Select((value, i) => value + (error * output[(p * stride) + i]))];
        }

        double sum = 0;
        for (int t = Steps - 2; t >= 0; t--)
        {
            gradient = [.. Enumerable.Range(0, Units).Select(j => gradient.Select((value, i) => value * weights[((Inputs + j) * stride) + i]).Sum())];
            double[] extended = [.. states[t], 1];
            double[] estimate = [.. Enumerable.Range(0, Units).Select(i => extended.Select((value, row) => value * psi[(row * stride) + i]).Sum())];
            sum += estimate.Zip(gradient, (a, b) => a * b).Sum() / Math.Sqrt(estimate.Sum(a => a * a) * gradient.Sum(b => b * b));
        }

        return sum / (Steps - 1);

        double[] Read(string name) => learner.Memory.Parameters.View<double>(learner.Memory.Parameters.Layout.Find(name)!.Value).ToArray();
    }
}
