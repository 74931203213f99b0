using System.Text.Json;
using AdaptiveML.Kernels;
using AdaptiveML.Learners.Continual;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests.Vectors;

/// <summary>
/// Gates of components, their growth, and the two small rules of the published code that the product does not offer: uncertainty scales and the mean of a
/// teacher, which are checked as arithmetic.
/// </summary>
internal sealed class DataGateCase(JsonElement item)
{
    public void Check()
    {
        string what = item.TryGetProperty("what", out var name) ? name.GetString()! : "gate";
        Action check = what switch
        {
            "gate" => CheckGate,
            "component growth" => CheckGrowth,
            "gram_schmidt_extension" => CheckExtension,
            "uncertainty_scales" => CheckUncertainty,
            "ema" => CheckTeacher,
            _ => () => Assert.Fail($"unknown case '{what}'"),
        };
        check();
    }

    private void CheckGate()
    {
        foreach (var kind in Enum.GetValues<AttentionSimilarity>())
        {
            var expected = item.GetProperty(kind == AttentionSimilarity.Cosine ? "cosine" : "official");
            var (gates, similarities) = Open(kind, item.GetProperty("K").GetArrayLength());
            Tolerance<double>.Check("gate", expected.GetProperty("gate"), gates);
            Tolerance<double>.Check("similarity", expected.GetProperty("similarity"), similarities);
            Tolerance<double>.Check("raw", expected.GetProperty("raw"), [.. gates.Select(gate => Math.Log(gate / (1 - gate)))]);
            Tolerance<double>.Check("meanGate_over_rows", expected.GetProperty("meanGate_over_rows"), gates.Average());
        }
    }

    private void CheckGrowth()
    {
        foreach (var task in item.GetProperty("byTask").EnumerateArray())
        {
            int used = task.GetProperty("componentsUsed").GetInt32();
            Tolerance<double>.Check("gate_cosine", task.GetProperty("gate_cosine"), Open(AttentionSimilarity.Cosine, used).Gates);
            Tolerance<double>.Check("gate_official", task.GetProperty("gate_official"), Open(AttentionSimilarity.Official, used).Gates);
        }
    }

    private void CheckExtension()
    {
        double[] old = DataMachine.Flat(item, "oldRows"), all = [.. old, .. DataMachine.Flat(item, "draws")];
        int columns = item.GetProperty("oldRows")[0].GetArrayLength(), length = Tile.Pad(columns);
        double[] rows = Pad(all, columns);
        OrthogonalComponents.Extend(rows, length, old.Length / columns);
        Tolerance<double>.Check("extended", item.GetProperty("extended"), [.. rows.Where((_, i) => i % length < columns)]);
    }

    private void CheckUncertainty()
    {
        double[] outputs = DataMachine.Flat(item, "outputs");
        int passes = item.GetProperty("outputs").GetArrayLength(), size = outputs.Length / passes;
        double variance = Enumerable.Range(0, size).Average(i =>
        {
            double[] values = [.. Enumerable.Range(0, passes).Select(pass => outputs[(pass * size) + i])];
            return values.Sum(value => Math.Pow(value - values.Average(), 2)) / (passes - 1);
        });
        double uncertainty = item.GetProperty("factor").GetDouble() * variance, sign = uncertainty >= item.GetProperty("threshold").GetDouble() ? 1 : -1;
        Tolerance<double>.Check("uncertainty", item.GetProperty("uncertainty"), uncertainty);
        Tolerance<double>.Check("scaleHighRank", item.GetProperty("scaleHighRank"), 1 + (sign * uncertainty));
        Tolerance<double>.Check("scaleLowRank", item.GetProperty("scaleLowRank"), 1 - (sign * uncertainty));
    }

    private void CheckTeacher()
    {
        double alpha = item.GetProperty("alpha").GetDouble();
        double[] mean = [.. DataMachine.Flat(item, "teacher")
            .Zip(DataMachine.Flat(item, "student"), (teacher, student) => (alpha * teacher) + ((1 - alpha) * student))];
        Tolerance<double>.Check("newTeacher", item.GetProperty("newTeacher"), mean);
    }

    private (double[] Gates, double[] Similarities) Open(AttentionSimilarity kind, int used)
    {
        int columns = item.GetProperty("K")[0].GetArrayLength();
        var parameters = new ParameterLayout<double>();
        var gate = new AttentionGate(parameters, "gate", kind, columns, item.GetProperty("K").GetArrayLength());
        var memory = new LearnerMemory(parameters.Layout, new(), new(), 1, keepsCopy: false);
        foreach (var (field, name) in new[] { (gate.Keys, "K"), (gate.Attention, "A"), (gate.Values, "W") })
        {
            Pad(DataMachine.Flat(item, name), columns).CopyTo(memory.Parameters.View<double>(field));
        }

        List<double> gates = [], similarities = [];
        foreach (double[] row in Pad(DataMachine.Flat(item, "X"), columns).Chunk(Tile.Pad(columns)))
        {
            gates.Add(gate.Open(memory, row, used));
            similarities.AddRange(gate.Similarity[..used]);
        }

        return ([.. gates], [.. similarities]);
    }

    private static double[] Pad(double[] values, int columns) =>
        [.. values.Chunk(columns).SelectMany(row => row.Concat(Enumerable.Repeat(0.0, Tile.Pad(columns) - columns)))];
}
