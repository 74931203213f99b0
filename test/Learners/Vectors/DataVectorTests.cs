using System.Text.Json;
using AdaptiveML.Kernels;
using AdaptiveML.Learners.Continual;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests.Vectors;

/// <summary>
/// Reference values of the DATA classifier and its peers; test/Vectors/data_cl/README.md describes the files. All of the machine is in double.
/// </summary>
[TestClass]
public sealed class DataVectorTests
{
    private const string Machine = "data_cl";

    private static readonly string[] Kinds = ["adapter", "gate", "gradient", "train", "metrics", "peers"];

    [TestMethod]
    public void Adapters() => ForEachCase(Kinds[0], item => Dispatch(item, "tasks", CheckSequence, CheckAdapter));

    [TestMethod]
    public void Gates() => ForEachCase(Kinds[1], item => new DataGateCase(item).Check());

    [TestMethod]
    public void Gradients() => ForEachCase(Kinds[2], CheckGradient);

    [TestMethod]
    public void Training() => ForEachCase(Kinds[3], item => new DataTrainingCase(item).Check());

    [TestMethod]
    public void Metrics() => ForEachCase(Kinds[4], CheckMetrics);

    [TestMethod]
    public void Peers() => ForEachCase(Kinds[5], item => new DataPeersCase(item).Check());

    [TestMethod]
    public void Every_file_is_of_a_kind_that_is_checked() => VectorFiles.AssertKinds(Machine, Kinds);

    private static void ForEachCase(string kind, Action<JsonElement> check) => VectorFiles.ForEach(Machine, kind, root =>
    {
        foreach (var item in root.GetProperty("cases").EnumerateArray())
        {
            check(item);
        }
    });

    private static void Dispatch(JsonElement item, string property, Action<JsonElement> with, Action<JsonElement> without) =>
        (item.TryGetProperty(property, out _) ? with : without)(item);

    private static void CheckAdapter(JsonElement item)
    {
        var machine = new DataMachine(item.GetProperty("layer"));
        double[] x = DataMachine.Flat(item, "X"), low = DataMachine.Flat(item, "s1_perRow"), high = DataMachine.Flat(item, "s2_perRow");
        double s1 = item.GetProperty("s1").GetDouble(), s2 = item.GetProperty("s2").GetDouble();
        Tolerance<double>.Check("y_base", item.GetProperty("y_base"), machine.Layer(x, _ => (0, 0)));
        Tolerance<double>.Check("y_scalarGates", item.GetProperty("y_scalarGates"), machine.Layer(x, _ => (s1, s2)));
        Tolerance<double>.Check("y_rowGates", item.GetProperty("y_rowGates"), machine.Layer(x, row => (low[row], high[row])));
        Tolerance<double>.Check("mergedWeight", item.GetProperty("mergedWeight"), machine.Merged(s1, s2));

        double[] before = machine.Layer(x, _ => (0, 0));
        machine.Memory.Parameters.View<double>(machine.Network.Low.Up).Clear();
        machine.Memory.Parameters.View<double>(machine.Network.High.Up).Clear();
        CollectionAssert.AreEqual(before, machine.Layer(x, _ => (s1, s2)), "fresh adapters change nothing");

        machine.Load(machine.Network.Network.Base, item.GetProperty("mergedWeight"));
        Tolerance<double>.Check("y_merged", item.GetProperty("y_merged"), machine.Layer(x, _ => (0, 0)));
    }

    private static void CheckSequence(JsonElement item)
    {
        var weights = item.GetProperty("W0");
        double[] x = DataMachine.Flat(item, "X");
        foreach (var task in item.GetProperty("tasks").EnumerateArray())
        {
            var machine = new DataMachine(weights, task);
            double s1 = task.GetProperty("s1").GetDouble(), s2 = task.GetProperty("s2").GetDouble();
            Tolerance<double>.Check("y", task.GetProperty("y"), machine.Layer(x, _ => (s1, s2)));
            Tolerance<double>.Check("mergedWeight", task.GetProperty("mergedWeight"), machine.Merged(s1, s2));
            weights = task.GetProperty("mergedWeight");
        }

        Tolerance<double>.Check("y_merged", item.GetProperty("y_merged"), new DataMachine(weights, item.GetProperty("tasks")[0]).Layer(x, _ => (0, 0)));
    }

    private static void CheckGradient(JsonElement item)
    {
        var machine = new DataMachine(item);
        double[] x = DataMachine.Flat(item, "X"), y = DataMachine.Flat(item, "y");
        int used = machine.Network.LowGate.Count, frozen = item.GetProperty("frozenComponentRows").GetInt32();
        var (entropy, penalty) = machine.Gradient(x, y, used, frozen, [.. Enumerable.Range(0, machine.Classes)]);
        Tolerance<double>.Check("gateLow", item.GetProperty("gateLow"), machine.Gates(x, used).Select(gates => gates.Low).ToArray());
        Tolerance<double>.Check("gateHigh", item.GetProperty("gateHigh"), machine.Gates(x, used).Select(gates => gates.High).ToArray());
        Tolerance<double>.Check("logits", item.GetProperty("logits"), machine.Logits(x, used));
        Tolerance<double>.Check("crossEntropy", item.GetProperty("crossEntropy"), entropy);
        Tolerance<double>.Check("orthoPenalty", item.GetProperty("orthoPenalty"), penalty);
        foreach (var expected in item.GetProperty("grad").EnumerateObject())
        {
            Tolerance<double>.Check($"grad.{expected.Name}", expected.Value, machine.Read(machine.Memory.Gradients, machine.Field(expected.Name)));
        }

        Assert.IsTrue(item.GetProperty("frozenRowsGradientIsZero").GetBoolean());
        foreach (string name in (string[])["low.K", "low.A", "low.W", "high.K", "high.A", "high.W"])
        {
            double[] gradient = machine.Read(machine.Memory.Gradients, machine.Field(name));
            Assert.IsTrue(gradient.Take(frozen * machine.Inputs).All(value => value == 0), name);
        }
    }

    private static void CheckMetrics(JsonElement item)
    {
        var matrix = new AccuracyMatrix([.. item.GetProperty("R").EnumerateArray().Select(Tolerance<double>.Read)], []);
        void Check(string name, double actual) => Tolerance<double>.Check(name, item.GetProperty(name), actual);
        Check("averageAccuracy", matrix.AverageAccuracy);
        Check("averageIncrementalAccuracy", matrix.AverageIncrementalAccuracy);
        Check("learningAccuracy", matrix.LearningAccuracy);
        Check("backwardTransfer", matrix.BackwardTransfer);
        Check("forgetting_fromOwnTraining", matrix.Forgetting);
        Check("forgetting_anyEarlierRow", matrix.ForgettingOfAny);
        Check("forwardTransfer", matrix.ForwardTransfer(DataMachine.Flat(item, "randomInitAccuracy")));
        Check("intransigence", matrix.Intransigence(DataMachine.Flat(item, "jointAccuracy")));
        foreach (var point in item.GetProperty("curve").EnumerateArray())
        {
            var after = matrix.After(point.GetProperty("afterTask").GetInt32());
            Tolerance<double>.Check("curve.averageAccuracy", point.GetProperty("averageAccuracy"), after.AverageAccuracy);
            Tolerance<double>.Check("curve.forgetting", point.GetProperty("forgetting"), after.Forgetting);
            Tolerance<double>.Check("curve.backwardTransfer", point.GetProperty("backwardTransfer"), after.BackwardTransfer);
        }
    }
}
