using AdaptiveML.Kernels;
using AdaptiveML.Learners.Trials;

namespace AdaptiveML.Learners.Tests;

/// <summary>Generated losses of a champion and a challenger, as their answers to labels that are 0.</summary>
internal static class PairedLosses
{
    private const double Level = 12;

    /// <summary>Laws of losses under which the two are equally good.</summary>
    public static IReadOnlyList<string> Nulls { get; } = ["white", "AR(.5)", "AR(.9)", "t3", "t3, AR(.7)", "rare errors", "errors 10 %"];

    /// <summary>Answers of the two to the rows of a stream; the challenger's loss is smaller by <paramref name="lead"/> deviations of the difference.</summary>
    public static float[][] Rows(string law, int rows, ulong seed, double lead = 0)
    {
        var noise = new Noise(seed);
        double champion = 0, challenger = 0;
        float[][] answers = new float[rows][];
        for (int row = 0; row < rows; row++)
        {
            (champion, challenger) = law switch
            {
                "white" => (noise.Normal(), noise.Normal()),
                "AR(.5)" => (Follow(0.5, champion, noise.Normal()), Follow(0.5, challenger, noise.Normal())),
                "AR(.9)" => (Follow(0.9, champion, noise.Normal()), Follow(0.9, challenger, noise.Normal())),
                "t3" => (noise.Student(), noise.Student()),
                "t3, AR(.7)" => (Follow(0.7, champion, noise.Student()), Follow(0.7, challenger, noise.Student())),
                "rare errors" => (1 - Level, (noise.Uniform() < 0.05 ? 20 : 0) - Level),
                "errors 10 %" => ((noise.Uniform() < 0.1 ? 1 : 0) - Level, (noise.Uniform() < 0.1 ? 1 : 0) - Level),
                _ => throw new ArgumentException($"There is no law '{law}'.", nameof(law)),
            };
            answers[row] = [(float)Math.Abs(Level + champion), (float)Math.Abs(Level + challenger - (lead * Math.Sqrt(2)))];
        }

        return answers;
    }

    /// <summary>Lets a trial judge rows until another answers.</summary>
    /// <returns>The first change; null where there is none.</returns>
    public static TrialChange? FirstChange(TrialLearner<float> trial, float[][] rows)
    {
        float[] label = [0], prediction = new float[trial.OutputSize];
        foreach (float[] answers in rows)
        {
            trial.Learn(answers, label, prediction);
            if (trial.Standings.Changes is [var change, ..])
            {
                return change;
            }
        }

        return null;
    }

    private static double Follow(double memory, double before, double noise) => (memory * before) + (Math.Sqrt(1 - (memory * memory)) * noise);

    private sealed class Noise
    {
        private readonly ulong[] _state = new ulong[Xoshiro256.StateLength];

        public Noise(ulong seed) => Xoshiro256.Seed(_state, seed);

        public double Uniform() => new Xoshiro256(_state).NextUniform();

        public double Normal() => new Xoshiro256(_state).NextNormal();

        public double Student()
        {
            double squares = 0;
            for (int i = 0; i < 3; i++)
            {
                double value = Normal();
                squares += value * value;
            }

            return Normal() / Math.Sqrt(squares / 3);
        }
    }
}
