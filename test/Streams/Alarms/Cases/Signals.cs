using AdaptiveML.Kernels;

namespace AdaptiveML.Streams.Tests;

/// <summary>Generated signals for detectors: streams without a change, and changes that begin at a row.</summary>
internal static class Signals
{
    /// <summary>Streams without a change.</summary>
    public static IReadOnlyList<string> Nulls { get; } = ["white", "AR(.5)", "AR(.9)", "t3", "errors 10 %", "errors 30 %"];

    /// <summary>Changes of a white signal.</summary>
    public static IReadOnlyList<string> Changes { get; } = ["level", "ramp", "variance", "outliers", "dependence"];

    /// <summary>Values of a stream without a change.</summary>
    public static double[] Null(string name, int rows, ulong seed) => name switch
    {
        "white" => Generate(rows, seed, static (random, _, _) => random.NextNormal()),
        "AR(.5)" => Generate(rows, seed, static (random, _, before) => Follow(0.5, before, random.NextNormal())),
        "AR(.9)" => Generate(rows, seed, static (random, _, before) => Follow(0.9, before, random.NextNormal())),
        "t3" => Generate(rows, seed, static (random, _, _) => Student(random)),
        "errors 10 %" => Generate(rows, seed, static (random, _, _) => random.NextUniform() < 0.1 ? 1 : 0),
        "errors 30 %" => Generate(rows, seed, static (random, _, _) => random.NextUniform() < 0.3 ? 1 : 0),
        _ => throw new ArgumentException($"There is no stream '{name}'.", nameof(name)),
    };

    /// <summary>Values that are white and of deviation 1 up to a row, where a change begins.</summary>
    public static double[] Changed(string name, int rows, int from, ulong seed) => name switch
    {
        "level" => Generate(rows, seed, (random, row, _) => random.NextNormal() + (row < from ? 0 : 1)),
        "ramp" => Generate(rows, seed, (random, row, _) => random.NextNormal() + (row < from ? 0 : Math.Min(2, (row - from) / 250.0))),
        "variance" => Generate(rows, seed, (random, row, _) => random.NextNormal() * (row < from ? 1 : 2)),
        "outliers" => Generate(rows, seed, (random, row, _) => random.NextNormal() + (row >= from && random.NextUniform() < 0.05 ? 8 : 0)),
        "dependence" => Generate(rows, seed, (random, row, before) => Follow(row < from ? 0 : 0.8, before, random.NextNormal())),
        _ => throw new ArgumentException($"There is no change '{name}'.", nameof(name)),
    };

    /// <summary>Errors of 0 or 1: 10 % up to a row, 30 % from there.</summary>
    public static double[] MoreErrors(int rows, int from, ulong seed) =>
        Generate(rows, seed, (random, row, _) => random.NextUniform() < (row < from ? 0.1 : 0.3) ? 1 : 0);

    private static double[] Generate(int rows, ulong seed, Func<Noise, int, double, double> next)
    {
        var noise = new Noise(seed);
        double[] values = new double[rows];
        for (int row = 0; row < rows; row++)
        {
            values[row] = next(noise, row, row == 0 ? 0 : values[row - 1]);
        }

        return values;
    }

    private static double Follow(double memory, double before, double noise) => (memory * before) + (Math.Sqrt(1 - (memory * memory)) * noise);

    private static double Student(Noise noise)
    {
        double squares = 0;
        for (int i = 0; i < 3; i++)
        {
            double value = noise.NextNormal();
            squares += value * value;
        }

        return noise.NextNormal() / Math.Sqrt(squares / 3);
    }

    private sealed class Noise
    {
        private readonly ulong[] _state = new ulong[Xoshiro256.StateLength];

        public Noise(ulong seed) => Xoshiro256.Seed(_state, seed);

        public double NextUniform() => new Xoshiro256(_state).NextUniform();

        public double NextNormal() => new Xoshiro256(_state).NextNormal();
    }
}
