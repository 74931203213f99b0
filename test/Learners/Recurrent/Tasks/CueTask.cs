using AdaptiveML.Kernels;
using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>One of four classes is shown at the first of some steps and asked for at the last. Error 75 % by chance.</summary>
internal sealed class CueTask
{
    private const int Classes = 4;

    private readonly int _steps;
    private readonly ulong[] _random = new ulong[Xoshiro256.StateLength];

    /// <param name="options">How to learn.</param>
    /// <param name="steps">Steps of a sequence.</param>
    /// <param name="seed">Of the cues and the net.</param>
    public CueTask(RecurrentOptions options, int steps, ulong seed)
    {
        _steps = steps;
        Xoshiro256.Seed(_random, seed);
        Learner = new(Classes, Classes, options with { Seed = seed });
    }

    /// <summary>LSTM, 16 units, one step a row, γ = 0.9.</summary>
    public static RecurrentOptions Settings() => new()
    {
        Method = RecurrentMethod.BpLambda,
        SeesLastLabel = false,
        Cell = RecurrentCell.Lstm,
        HiddenUnits = 16,
        Discount = 0.9,
        SyntheticWeight = 0.3,
        SyntheticLearningRateFactor = 3,
        Update = new() { LearningRate = 3e-3, Beta2 = 0.98, ClipNorm = 1, Gate = GateOptions.Open },
    };

    /// <summary>The learner.</summary>
    public RecurrentClassifier<float> Learner { get; }

    /// <summary>Learns so many sequences; the errors in percent of the learner and of its first net.</summary>
    public (double Error, double Own) Run(int sequences)
    {
        var random = new Xoshiro256(_random);
        float[] input = new float[Classes], target = new float[1], prediction = new float[Classes];
        int wrong = 0, own = 0;
        for (int sequence = 0; sequence < sequences; sequence++)
        {
            int cue = (int)(random.NextUniform() * Classes);
            for (int step = 0; step < _steps; step++)
            {
                bool isLast = step == _steps - 1;
                input[cue] = step == 0 ? 1 : 0;
                target[0] = isLast ? cue : float.NaN;
                Learner.Learn(new() { EndsSequence = isLast }, input, target, prediction);
                if (isLast)
                {
                    float[] values = Learner.Nets[0].Output.Values;
                    wrong += Array.IndexOf(prediction, prediction.Max()) != cue ? 1 : 0;
                    own += Array.IndexOf(values, values.Max()) != cue ? 1 : 0;
                }
            }
        }

        return (100.0 * wrong / sequences, 100.0 * own / sequences);
    }
}
