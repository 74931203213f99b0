using System.Text.Json;
using AdaptiveML.Learners.Recurrent;

namespace AdaptiveML.Learners.Tests.Vectors;

/// <summary>The losses of the reference files, by plain formulas.</summary>
internal static class VectorLoss
{
    /// <summary>The loss of a file, which has it among its hyperparameters or beside them.</summary>
    public static string Of(JsonElement root) =>
        (root.TryGetProperty("loss", out var direct) ? direct : root.GetProperty("hyper").GetProperty("loss")).GetString()!;

    /// <summary>The output that goes with a loss.</summary>
    public static RecurrentOutput Output(string loss) => loss switch
    {
        "squared" => RecurrentOutput.Linear,
        "softmax" => RecurrentOutput.Softmax,
        "bce_sum" => RecurrentOutput.Logistic,
        _ => throw new AssertFailedException($"unknown loss {loss}"),
    };

    /// <summary>∂L/∂y; of the softmax the target is a class.</summary>
    public static double[] Gradient(string loss, double[] y, double[] target)
    {
        double sum = y.Sum(Math.Exp);
        return loss switch
        {
            "squared" => [.. y.Zip(target, static (a, b) => a - b)],
            "softmax" => [.. y.Select((a, p) => (Math.Exp(a) / sum) - (p == (int)target[0] ? 1 : 0))],
            "bce_sum" => [.. y.Zip(target, static (a, b) => (1 / (1 + Math.Exp(-a))) - b)],
            _ => throw new AssertFailedException($"unknown loss {loss}"),
        };
    }
}
