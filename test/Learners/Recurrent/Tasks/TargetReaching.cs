using AdaptiveML.Kernels;
using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>
/// Each of a few codes of ten bits, seen at the first step, asks for a point of the unit circle to be shown some steps later. Loss ½ |y − t|²; ½ by chance.
/// </summary>
internal sealed class TargetReaching
{
    private const int Bits = 10;

    private readonly int _steps;
    private readonly double[][] _codes;
    private readonly double[][] _points;
    private readonly double[] _still = new double[Bits];
    private readonly double[] _unknown = [double.NaN, double.NaN];
    private readonly double[] _prediction = new double[2];
    private readonly ulong[] _random = new ulong[Xoshiro256.StateLength];
    private readonly RecurrentLearner<double> _learner;

    /// <param name="options">How to learn; a step at the end of ten sequences.</param>
    /// <param name="seed">Of codes, their order, and the net.</param>
    /// <param name="points">Number of codes.</param>
    /// <param name="steps">T.</param>
    public TargetReaching(RecurrentOptions options, ulong seed, int points = 4, int steps = 10)
    {
        _steps = steps;
        var random = Xoshiro256.Seed(_random, seed);
        _codes = new double[points][];
        for (int i = 0; i < points; i++)
        {
            do
            {
                ulong bits = random.NextUInt64();
                _codes[i] = [.. Enumerable.Range(0, Bits).Select(bit => (double)((bits >> (bit + 20)) & 1))];
            }
            while (_codes[..i].Any(code => code.SequenceEqual(_codes[i])));
        }

        _points = [.. Enumerable.Range(0, points).Select(i => new[] { Math.Cos(2 * Math.PI * i / points), Math.Sin(2 * Math.PI * i / points) })];
        _learner = new(Bits, 2, options with { Seed = seed });
    }

    /// <summary>
    /// The settings of the published comparison: tanh, 30 units, steps at the end of ten sequences, γ = w = 1, the synthesiser ten times slower.
    /// </summary>
    public static RecurrentOptions Settings(double learningRate = 1e-3) => new()
    {
        Method = RecurrentMethod.BpLambda,
        SeesLastLabel = false,
        LeastSquaresReadout = false,
        HiddenUnits = 30,
        Discount = 1,
        SyntheticWeight = 1,
        SyntheticLearningRateFactor = 0.1,
        Schedule = UpdateSchedule.EndOfSequence,
        TraceMode = TraceMode.Window,
        TraceWindow = 16,
        Update = new() { LearningRate = learningRate, Beta2 = 0.98, Epsilon = 1e-9, ClipNorm = null, UpdateEvery = 10, Gate = GateOptions.Open },
    };

    /// <summary>The learner.</summary>
    public RecurrentLearner<double> Learner => _learner;

    /// <summary>Learns so many groups of ten sequences; the mean loss.</summary>
    public double Run(int groups)
    {
        var random = new Xoshiro256(_random);
        double sum = 0;
        for (int sequence = 0; sequence < 10 * groups; sequence++)
        {
            int point = (int)(random.NextUniform() * _codes.Length);
            for (int t = 0; t < _steps; t++)
            {
                bool isLast = t == _steps - 1;

                // The mean over ten sequences is what the synthesiser's step sizes were chosen for.
                var result = _learner.Learn(
                    new() { EndsSequence = isLast, Weight = 0.1 }, t == 0 ? _codes[point] : _still, isLast ? _points[point] : _unknown, _prediction);
                sum += isLast ? result.Loss : 0;
            }
        }

        return sum / (10 * groups);
    }
}
