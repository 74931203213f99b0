using AdaptiveML.Kernels;
using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>
/// A stream without end of fair bits x and labels: P(label = 1) = ½ + ½ x_{t−t₁} − ¼ x_{t−t₂} (S. Pitis 2016; O. Marschall et al. 2020). Mean log-loss in nats:
/// 0.662 knowing nothing, 0.628 with t₂ alone, 0.519 with t₁ alone, 0.4545 with both.
/// </summary>
internal sealed class AddStream
{
    private readonly int _first;
    private readonly int _second;
    private readonly bool[] _past = new bool[64];
    private readonly ulong[] _random = new ulong[Xoshiro256.StateLength];
    private readonly double[] _input = new double[2];
    private readonly double[] _target = new double[1];
    private readonly double[] _prediction = new double[1];
    private int _row;

    /// <param name="options">How to learn.</param>
    /// <param name="first">t₁, below 64.</param>
    /// <param name="second">t₂, below 64.</param>
    /// <param name="seed">Of the stream and the net.</param>
    public AddStream(RecurrentOptions options, int first, int second, ulong seed)
    {
        (_first, _second) = (first, second);
        Xoshiro256.Seed(_random, seed);
        Learner = new(2, 1, options with { Output = RecurrentOutput.Logistic, Seed = seed });
    }

    /// <summary>The settings of the published comparison: tanh, 16 units, one step a row, γ = 0.9.</summary>
    public static RecurrentOptions Settings(double weight = 0.3, double synthesizer = 5, double learningRate = 1e-3) => new()
    {
        Method = RecurrentMethod.BpLambda,
        SeesLastLabel = false,
        HiddenUnits = 16,
        Discount = 0.9,
        SyntheticWeight = weight,
        SyntheticLearningRateFactor = synthesizer,
        Update = new() { LearningRate = learningRate, Beta2 = 0.98, Epsilon = 1e-9, ClipNorm = null, Gate = GateOptions.Open },
    };

    /// <summary>The learner.</summary>
    public RecurrentLearner<double> Learner { get; }

    /// <summary>Learns so many rows; the mean loss.</summary>
    public double Run(int rows)
    {
        var random = new Xoshiro256(_random);
        double sum = 0;
        for (int i = 0; i < rows; i++, _row++)
        {
            bool bit = random.NextUniform() < 0.5;
            double chance = 0.5 + (Past(_first) ? 0.5 : 0) - (Past(_second) ? 0.25 : 0);
            _past[_row & 63] = bit;
            (_input[0], _input[1]) = (bit ? 1 : 0, bit ? 0 : 1);
            _target[0] = random.NextUniform() < chance ? 1 : 0;
            sum += Learner.Learn(_input, _target, _prediction).Loss;
        }

        return sum / rows;

        bool Past(int lag) => _row >= lag && _past[(_row - lag) & 63];
    }
}
