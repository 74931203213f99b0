using System.Diagnostics;
using AdaptiveML.Learners.TestTimeTraining;

namespace AdaptiveML.Benchmarks.Ttt;

/// <summary>What a row of a featurizer costs, by how many rows came before: microseconds, and bytes of memory.</summary>
internal static class StreamLength
{
    private const int Inputs = 8;
    private const int Shortest = 100;

    public static void Run()
    {
        Console.WriteLine("| rows | linear, µs a row | perceptron, µs a row | memory |");
        Console.WriteLine("|---:|---:|---:|---:|");
        Measure(Create(TttInnerModel.Linear), 10_000);
        Measure(Create(TttInnerModel.Mlp), 10_000);
        for (int rows = Shortest; rows <= 1_000_000; rows *= 10)
        {
            var (linear, perceptron) = (Create(TttInnerModel.Linear), Create(TttInnerModel.Mlp));
            double first = Measure(linear, rows), second = Measure(perceptron, rows);
            Console.WriteLine(
                $"| {rows:N0} | {first:F1} | {second:F1} | "
                + $"{linear.Memory.Parameters.Bytes.Length + linear.Memory.State.Bytes.Length + linear.Memory.Sequence.Bytes.Length:N0} |");
        }
    }

    private static TttFeaturizer<float> Create(TttInnerModel model) => TttFeaturizer<float>.Create(Inputs, new() { Layer = new() { InnerModel = model } });

    private static double Measure(TttFeaturizer<float> learner, int rows)
    {
        var random = new Random(1);
        Span<float> input = stackalloc float[Inputs], output = new float[learner.OutputSize];
        long start = Stopwatch.GetTimestamp();
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < Inputs; i++)
            {
                input[i] = random.NextSingle() - 0.5f;
            }

            learner.Learn(input, [], output);
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / rows;
    }
}
