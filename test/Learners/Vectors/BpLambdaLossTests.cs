using System.Text.Json;
using System.Text.Json.Nodes;
using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests.Vectors;

/// <summary>
/// The plain program that reference files are held against, at every loss that these files may have: what a net gathers over the sequence of a file whose loss
/// and targets have been exchanged is what the forward view says.
/// </summary>
[TestClass]
public sealed class BpLambdaLossTests
{
    [TestMethod]
    [DataRow("squared")]
    [DataRow("softmax")]
    [DataRow("bce_sum")]
    public void Backward_and_forward_view_agree_at_every_loss(string loss) => VectorFiles.ForEach("bplambda", "forward_backward_equivalence", file =>
    {
        var root = With(loss, file);
        var twin = RecurrentTwin.Read(root);
        foreach (var (lambda, gamma) in ((double, double)[])[(0.7, 0.9), (1, 1)])
        {
            var unit = Gather(root, new() { Method = RecurrentMethod.BpLambda, Lambda = lambda, Discount = gamma, TraceMode = TraceMode.Full });
            var gradients = unit.Learner.Memory.Gradients;
            double[] targets = twin.SynthesizerSum(twin.LambdaTargets(lambda, gamma)), own = [.. unit.Read(gradients, "A"), .. unit.Read(gradients, "beta")];
            AssertEqual(targets, [.. own.Select(static value => -value)], $"{loss}, λ = {lambda}");
        }

        var exact = Gather(root, new() { Method = RecurrentMethod.Truncated, Truncation = 64 });
        string[] names = ["W_ih", "W_hh", "b"];
        double[] through = [.. names.SelectMany(name => exact.Read(exact.Learner.Memory.Gradients, name))];
        AssertEqual(twin.GradientOf(twin.LambdaTargets(1, 1)), through, $"{loss}, through time");
    });

    /// <summary>The file with another loss, and targets that go with it; every third row has none.</summary>
    private static JsonElement With(string loss, JsonElement file)
    {
        int outputs = file.GetProperty("dims").GetProperty("output").GetInt32();
        var root = JsonNode.Parse(file.GetRawText())!.AsObject();
        root["loss"] = loss;
        var targets = new JsonArray();
        for (int t = 0; t < root["x"]!.AsArray().Count; t++)
        {
            targets.Add(t % 3 == 1 ? null
                : loss == "softmax" ? JsonValue.Create(t % outputs)
                : new JsonArray([.. Enumerable.Range(0, outputs).Select(p => JsonValue.Create((t + p) % 2))]));
        }

        root["target"] = targets;
        return JsonSerializer.SerializeToElement(root);
    }

    private static RecurrentVectorCase<double> Gather(JsonElement root, RecurrentOptions options)
    {
        if (options.Method != RecurrentMethod.BpLambda)
        {
            var without = JsonNode.Parse(root.GetRawText())!.AsObject();
            without.Remove("psi");
            root = JsonSerializer.SerializeToElement(without);
        }

        var unit = new RecurrentVectorCase<double>(root, options with
        {
            SyntheticClip = null, Schedule = UpdateSchedule.EndOfSequence, Update = new() { UpdateEvery = 2, Gate = GateOptions.Open },
        });
        int steps = root.GetProperty("x").GetArrayLength();
        for (int t = 0; t < steps; t++)
        {
            unit.Learn(root.GetProperty("x")[t], root.GetProperty("target")[t], new() { EndsSequence = t == steps - 1 }, new double[unit.Learner.OutputSize]);
        }

        return unit;
    }

    private static void AssertEqual(double[] expected, double[] actual, string what)
    {
        Assert.HasCount(expected.Length, actual);
        Assert.IsTrue(expected.Any(static value => Math.Abs(value) > 1e-3), what);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], actual[i], 1e-9, $"{what} [{i}]");
        }
    }
}
