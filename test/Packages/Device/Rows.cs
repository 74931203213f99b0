using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace Device;

/// <summary>Generated rows.</summary>
internal static class Rows
{
    public const int Inputs = 5;

    public const int Classes = 3;

    public static string[] Tasks { get; } = ["pump", "fan"];

    /// <summary>Noise as inputs; the target is a slowly turning linear function of the first input, now and a row ago.</summary>
    public static TrainingRows<float> Stream(int count)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 1);
        var rows = new TrainingRows<float>(Inputs, 1);
        float[] input = new float[Inputs];
        float previous = 0;
        for (int row = 0; row < count; row++)
        {
            Fill(input, random, 0);
            rows.Add(input, [((1 - (row * 0.001f)) * input[0]) + (0.5f * previous)]);
            previous = input[0];
        }

        return rows;
    }

    /// <summary>Clouds of points, taking turns; the target is the cloud.</summary>
    public static TrainingRows<float> Clouds(int count, int classes, int seed)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], (ulong)seed);
        var rows = new TrainingRows<float>(Inputs, 1);
        float[] input = new float[Inputs];
        for (int row = 0; row < count; row++)
        {
            Fill(input, random, row % classes);
            rows.Add(input, [row % classes]);
        }

        return rows;
    }

    /// <summary>The same clouds in two classes, which each task divides otherwise.</summary>
    public static TrainingRows<float> OfTasks(int count)
    {
        var clouds = Clouds(count, Classes, seed: 2);
        var rows = new TrainingRows<float>(Inputs, 1);
        for (int row = 0; row < count; row++)
        {
            int task = row / Classes % Tasks.Length;
            rows.Add(clouds.Input(row), [clouds.Target(row)[0] == task ? 1 : 0], new() { Sequence = SequenceKey.Of(Tasks[task]) });
        }

        return rows;
    }

    private static void Fill(Span<float> input, Xoshiro256 random, int cloud)
    {
        for (int i = 0; i < input.Length; i++)
        {
            input[i] = (float)random.NextNormal() + ((cloud * (i + 2)) % 7);
        }
    }
}
