using System.Text.Json;
using AdaptiveML.Learners.Continual;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests.Vectors;

/// <summary>Two tasks learnt by plain gradient descent on all rows, with a restoration in the midst of each.</summary>
internal sealed class DataTrainingCase(JsonElement item)
{
    private readonly DataMachine _machine = new(item);

    public void Check()
    {
        int perTask = item.GetProperty("componentsPerTask").GetInt32(), steps = item.GetProperty("stepsPerTask").GetInt32();
        var history = item.GetProperty("history");
        var tasks = item.GetProperty("tasks");
        for (int t = 0; t < tasks.GetArrayLength(); t++)
        {
            double[] x = DataMachine.Flat(tasks[t], "X"), y = DataMachine.Flat(tasks[t], "y");
            int[] classes = [.. DataMachine.Flat(tasks[t], "classes").Select(label => (int)label)];
            double[][] start = [.. _machine.Network.AdapterFields.Select(field => _machine.Memory.Parameters.View<double>(field).ToArray())];
            for (int step = 1; step <= steps; step++)
            {
                var (entropy, penalty) = _machine.Gradient(x, y, (t + 1) * perTask, t * perTask, classes);
                var expected = history[(t * steps) + step - 1];
                Tolerance<double>.Check($"task {t}, step {step}: cross-entropy", expected.GetProperty("crossEntropy_before"), entropy);
                Tolerance<double>.Check($"task {t}, step {step}: penalty", expected.GetProperty("ortho_before"), penalty);
                _machine.Optimizer.Step(_machine.Memory, 1);
                if (step == item.GetProperty("restoration").GetProperty("atStep").GetInt32())
                {
                    Restore(expected.GetProperty("restoreMasks"), start);
                }

                if (expected.TryGetProperty("after", out var after))
                {
                    CheckArrays(after);
                }
            }
        }

        double[] all = [.. tasks.EnumerateArray().SelectMany(task => DataMachine.Flat(task, "X"))];
        double[] logits = _machine.Logits(all, _machine.Network.LowGate.Count);
        Tolerance<double>.Check("final logits", item.GetProperty("final_logits_taskX_stacked"), logits);
        int[] predicted = [.. logits.Chunk(_machine.Classes).Select(row => BestClass.Of<double>(row))];
        CollectionAssert.AreEqual(DataMachine.Flat(item, "final_predicted").Select(label => (int)label).ToArray(), predicted);
    }

    private void Restore(JsonElement masks, double[][] start)
    {
        foreach (string name in (string[])["lowDown", "lowUp", "highDown", "highUp"])
        {
            var field = _machine.Field(name);
            int index = Array.IndexOf(_machine.Network.AdapterFields, field);
            double[] present = _machine.Memory.Parameters.View<double>(field).ToArray();
            _machine.Load(field, masks.GetProperty(name));
            bool[] chosen = [.. _machine.Memory.Parameters.View<double>(field).ToArray().Select(mask => mask != 0)];
            StochasticRestoration.Restore(present, start[index], chosen);
            present.CopyTo(_machine.Memory.Parameters.View<double>(field));
        }
    }

    private void CheckArrays(JsonElement after)
    {
        foreach (var expected in after.EnumerateObject())
        {
            if (expected.Value.ValueKind == JsonValueKind.Array)
            {
                Check(expected.Name, expected.Value);
            }
            else
            {
                foreach (var part in expected.Value.EnumerateObject())
                {
                    Check($"{expected.Name.Replace("Components", "", StringComparison.Ordinal)}.{part.Name}", part.Value);
                }
            }
        }
    }

    private void Check(string name, JsonElement expected) =>
        Tolerance<double>.Check(name, expected, _machine.Read(_machine.Memory.Parameters, _machine.Field(name)));
}
