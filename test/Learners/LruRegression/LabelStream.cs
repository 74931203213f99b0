using AdaptiveML.Kernels;
using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>Slow inputs, and a label that is linear in them.</summary>
internal sealed class LabelStream(double noise)
{
    /// <summary>Inputs of a row.</summary>
    public const int Inputs = 3;

    /// <summary>Rows of a fit.</summary>
    public const int Fitted = 3000;

    private readonly ulong[] _random = Seeded();
    private readonly double[] _input = new double[Inputs];

    /// <summary>The lowest label so far.</summary>
    public double Lowest { get; private set; } = double.PositiveInfinity;

    /// <summary>The highest label so far.</summary>
    public double Highest { get; private set; } = double.NegativeInfinity;

    /// <summary>The standard deviation of labels without noise.</summary>
    public double Deviation { get; } = Math.Sqrt(1 + 0.25 + 0.0625);

    public (double[] Input, double Label) Next()
    {
        var random = new Xoshiro256(_random);
        for (int i = 0; i < Inputs; i++)
        {
            _input[i] = (0.9 * _input[i]) + (Math.Sqrt(1 - 0.81) * random.NextNormal());
        }

        double label = 7 + _input[0] - (0.5 * _input[1]) + (0.25 * _input[2]) + (noise * random.NextNormal());
        (Lowest, Highest) = (Math.Min(Lowest, label), Math.Max(Highest, label));
        return ([.. _input], label);
    }

    public LruRegressor<double> Fit(int every = 1)
    {
        var rows = new TrainingRows<double>(Inputs, 1);
        for (int row = 0; row < Fitted * (every > 1 ? 4 : 1); row++)
        {
            var (input, label) = Next();
            rows.Add(input, [row % every == 0 ? label : double.NaN]);
        }

        var learner = new LruRegressor<double>(Inputs, new());
        learner.Standardize(rows);
        OnlinePass.Run(learner, rows);
        return learner;
    }

    private static ulong[] Seeded()
    {
        ulong[] state = new ulong[Xoshiro256.StateLength];
        Xoshiro256.Seed(state, 3);
        return state;
    }
}
