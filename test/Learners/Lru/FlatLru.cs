using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Learners.Lru;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>A learner's parameters and gradients as plain arrays, in the twin's order: ν_log, θ_log, γ_log, Re B, Im B, Re C, Im C, D, bias, readout.</summary>
internal static class FlatLru
{
    /// <summary>A learner of random parameters that only gathers gradients.</summary>
    public static LruLearner<double> Gathering(int inputs, LruOptions options)
    {
        var learner = new LruLearner<double>(
            inputs, 1, options with { Seed = 5, Update = new() { UpdateEvery = int.MaxValue, Gate = GateOptions.Open } });
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 9);
        foreach (var (field, index) in Places(learner).Where(place => place.Field.Name is not ("nu_log" or "theta_log" or "gamma_log" or "B" or "W1")))
        {
            learner.Memory.Parameters.View<double>(field)[index] = 0.5 * random.NextNormal();
        }

        return learner;
    }

    /// <summary>The twin of a learner, one parameter moved.</summary>
    public static LruTwin Twin(LruLearner<double> learner, int index = 0, double step = 0)
    {
        double[] flat = Parameters(learner);
        flat[index] += step;
        int n = learner.Options.StateSize, m = learner.InputSize, at = 0;
        double[] Take(int count) => flat[at..(at += count)];
        double[] nu = Take(n), theta = Take(n), gamma = Take(n), bRe = Take(n * m), bIm = Take(n * m), cRe = Take(n), cIm = Take(n), d = Take(m);
        double bias = Take(1)[0];
        var b = new Complex[n, m];
        for (int i = 0; i < n * m; i++)
        {
            b[i / m, i % m] = new(bRe[i], bIm[i]);
        }

        var hidden = new ReadoutTwin(learner.Options.Readout, learner.Options.ReadoutWidth, 2 * n, flat[at..]);
        return new(nu, theta, gamma, b, [.. cRe.Zip(cIm, (re, im) => new Complex(re, im))], d, bias, hidden);
    }

    public static double[] Parameters(LruLearner<double> learner) => Flatten(learner, learner.Memory.Parameters);

    public static double[] Gradient(LruLearner<double> learner) => Flatten(learner, learner.Memory.Gradients);

    /// <summary>Parameters of the recurrence; they come first.</summary>
    public static int Recurrent(LruLearner<double> learner) => (3 + (2 * learner.InputSize)) * learner.Options.StateSize;

    private static double[] Flatten(LruLearner<double> learner, FlatBuffer buffer) =>
        [.. Places(learner).Select(place => buffer.View<double>(place.Field)[place.Index])];

    private static IEnumerable<(Field Field, int Index)> Places(LruLearner<double> learner)
    {
        var fields = learner.Fields;
        int n = learner.Options.StateSize, m = learner.InputSize, width = learner.Options.ReadoutWidth, padded = Tile.Pad(n);
        IEnumerable<(Field, int)> Run(Field field, int count, int from = 0) => Enumerable.Range(from, count).Select(i => (field, i));
        IEnumerable<(Field, int)> B(int part) =>
            Enumerable.Range(0, n * m).Select(i => (fields.B, ComplexDiagonal.MatrixIndex(i / m, i % m, m) + part));
        IEnumerable<(Field, int)> Named(string name, int count) =>
            learner.Memory.Parameters.Layout.Find(name) is { } field ? Run(field, count) : [];
        IEnumerable<(Field, int)> OfState(string name) =>
            learner.Memory.Parameters.Layout.Find(name) is { } field
                ? Enumerable.Range(0, 2 * width).SelectMany(row => Run(field, n, row * padded))
                : [];
        var hidden = learner.Options.Readout == ReadoutKind.Gated
            ? OfState("W1").Concat(Named("b1", width)).Concat(OfState("W2")).Concat(Named("b2", width)).Concat(Named("Wo", width))
            : OfState("W1").Concat(Named("b1", width)).Concat(Named("W2", width));
        return
        [
            .. Run(fields.NuLog, n), .. Run(fields.ThetaLog, n), .. Run(fields.GammaLog, n), .. B(0), .. B(Tile.Lanes),
            .. Run(fields.C, n), .. Run(fields.C, n, padded), .. Run(fields.D, m), .. Run(fields.Bias, 1), .. hidden,
        ];
    }
}
