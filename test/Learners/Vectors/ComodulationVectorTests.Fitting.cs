using System.Numerics;
using System.Text.Json;
using AdaptiveML.Kernels;
using AdaptiveML.Learners.Comodulation;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests.Vectors;

public sealed partial class ComodulationVectorTests
{
    private static void CheckLabels<T>(JsonElement root)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (root.GetProperty("what").GetString())
        {
            case "coupling_from_labels":
                CheckInformativeness<T>(root);
                break;
            case "poisson_modulator_guided":
                CheckDecoder(root);
                break;
            case var other:
                Assert.Fail($"unknown case {other}");
                break;
        }
    }

    private static void CheckInformativeness<T>(JsonElement root)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] rows = Tolerance<T>.Read(root.GetProperty("X"));
        int[] labels = [.. root.GetProperty("y").EnumerateArray().Select(label => label.GetInt32())];
        int classes = root.GetProperty("classes").GetInt32(), units = rows.Length / labels.Length;
        T[] Units(Func<int, double> measure) => [.. Enumerable.Range(0, units).Select(unit => T.CreateTruncating(measure(unit)))];
        double Discriminability(int label, int unit) => Informativeness.Discriminability<T>(rows, units, labels, label, unit);
        double Correlation(int label, int unit) => Informativeness.Correlation<T>(rows, units, labels, label, unit);
        for (int label = 0; label < classes; label++)
        {
            Tolerance<T>.Check("dprime_one_vs_rest", root.GetProperty("dprime_one_vs_rest")[label], Units(unit => Discriminability(label, unit)));
            Tolerance<T>.Check("absCorrelation_one_vs_rest", root.GetProperty("absCorrelation_one_vs_rest")[label], Units(unit => Correlation(label, unit)));
        }

        Tolerance<T>.Check(
            "coupling_dprime_max",
            root.GetProperty("coupling_dprime_max"),
            Units(unit => Informativeness.Largest(classes, label => Discriminability(label, unit))));
        Tolerance<T>.Check(
            "coupling_corr_max", root.GetProperty("coupling_corr_max"), Units(unit => Informativeness.Largest(classes, label => Correlation(label, unit))));
        Tolerance<T>.Check(
            "correlationRatio_eta",
            root.GetProperty("correlationRatio_eta"),
            Units(unit => Informativeness.CorrelationRatio<T>(rows, units, labels, classes, unit)));
    }

    private static void CheckDecoder(JsonElement root)
    {
        double[] Values(string name) => Tolerance<double>.Read(root.GetProperty(name));
        double[] modulator = Values("modulator"), best = Values("mlWeights");
        var counts = root.GetProperty("counts").EnumerateArray().Select(Tolerance<double>.Read).ToArray();
        double[] Trial(int trial) => [.. counts.Select(unit => unit[trial])];
        int[] stimulus = [.. Values("stimulus").Select(value => (int)value)];
        var decoder = new ModulatorGuidedDecoder(Values("rate_s0"), Values("rate_s1"), root.GetProperty("sigma").GetDouble());
        for (int trial = 0; trial < root.GetProperty("train").GetInt32(); trial++)
        {
            decoder.Learn(Trial(trial), modulator[trial], stimulus[trial]);
        }

        double[] Units(Func<int, double> value) => [.. Enumerable.Range(0, best.Length).Select(value)];
        double[] Trials(Func<int, double> value) => [.. Enumerable.Range(0, stimulus.Length).Select(value)];
        double Best(int trial) => Trial(trial).Select((count, unit) => count * decoder.BestWeight(unit)).Sum();
        double flat = root.GetProperty("threshold_ml").GetDouble();
        Tolerance<double>.Check("mlWeights", root.GetProperty("mlWeights"), Units(decoder.BestWeight));
        Tolerance<double>.Check("coupling", root.GetProperty("coupling"), Units(unit => Math.Abs(decoder.BestWeight(unit))));
        Tolerance<double>.Check("signs", root.GetProperty("signs"), Units(unit => decoder.Sign(unit)));
        Tolerance<double>.Check("estimatedCoupling", root.GetProperty("estimatedCoupling"), Units(decoder.Coupling));
        Tolerance<double>.Check("mgWeights", root.GetProperty("mgWeights"), Units(unit => decoder.Coupling(unit) * decoder.Sign(unit)));
        Tolerance<double>.Check("threshold_mc", root.GetProperty("threshold_mc"), Trials(trial => decoder.Threshold(modulator[trial])));
        Tolerance<double>.Check("score_ml", root.GetProperty("score_ml"), Trials(trial => Best(trial) + flat));
        Tolerance<double>.Check("score_mc", root.GetProperty("score_mc"), Trials(trial => Best(trial) + decoder.Threshold(modulator[trial])));
        Tolerance<double>.Check("score_mg", root.GetProperty("score_mg"), Trials(trial => decoder.Score(Trial(trial), modulator[trial])));
        double Hits(Func<int, double> score) => Trials(trial => score(trial) > 0 == (stimulus[trial] == 0) ? 1 : 0).Average();
        Tolerance<double>.Check(
            "accuracy_all", root.GetProperty("accuracy_all").GetProperty("mg"), Hits(trial => decoder.Score(Trial(trial), modulator[trial])));
    }

    private static void CheckFit<T>(JsonElement root)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var settings = root.GetProperty("settings");
        var unit = new ComodulationVectorCase<T>(root, new()
        {
            Routing = RoutingKind.Sampled,
            CouplingStart = CouplingStart.One,
            Adaptation = new() { LearningRate = settings.GetProperty("learningRate").GetDouble() },
        });
        var labelled = new TrainingRows<T>(unit.Inputs[0].Length, 1);
        for (int row = 0; row < unit.Inputs.Length; row++)
        {
            labelled.Add(unit.Inputs[row], [T.CreateTruncating(root.GetProperty("y")[row].GetInt32())]);
        }

        int classes = unit.Network.Shape.Classes;
        var rows = new FeatureRows<T>(unit.Parts, unit.Base.Memory, labelled, classes, unit.Options.BalancesClasses);
        var arm = new GradientMethod<T>(
            unit.Parts,
            unit.Base.Memory,
            unit.Options,
            new() { Name = "vectors", Classes = classes, Method = AdaptationMethod.Comodulation, HasReadout = false });
        int[] all = [.. Enumerable.Range(0, rows.Count)];
        byte[] before = unit.Base.Memory.Hash();
        arm.Begin(rows, all);
        int modulated = unit.Network.Shape.Modulated, last = unit.Network.Shape.Last;
        foreach (var (noise, expected) in root.GetProperty("noise").EnumerateArray().Zip(root.GetProperty("history").EnumerateArray()))
        {
            string step = $"step {expected.GetProperty("step").GetInt32()}";
            Tolerance<T>.Check($"{step}: nll_before", expected.GetProperty("nll_before").GetDouble(), arm.Descend(rows, all));
            arm.Router.Route(unit.Weights, arm.Fields.In(arm.Memory), rows, all, Tolerance<T>.Read(noise));
            Tolerance<T>.Check($"{step}: parameter", expected.GetProperty("parameter"), arm.Fields.In(arm.Memory).Parameter[..modulated], GradientsInFloat);
            Tolerance<T>.Check($"{step}: gain", expected.GetProperty("gain"), arm.Fields.In(arm.Memory).Gain[..last], GradientsInFloat);
            Assert.AreEqual(expected.GetProperty("tau").GetInt64(), arm.Fields.In(arm.Memory).GainMemory, $"{step}: tau");
        }

        T[] logits = new T[rows.Count * classes];
        foreach (int row in all)
        {
            rows.Load(unit.Network, row);
            arm.Rule.Forward(unit.Weights, arm.Fields.In(arm.Memory), logits.AsSpan(row * classes, classes));
        }

        Tolerance<T>.Check("final_coupling", root.GetProperty("final_coupling"), arm.Fields.In(arm.Memory).Coupling[..modulated], GradientsInFloat);
        Tolerance<T>.Check("final_gain", root.GetProperty("final_gain"), arm.Fields.In(arm.Memory).Gain[..last], GradientsInFloat);
        Tolerance<T>.Check("final_logits", root.GetProperty("final_logits"), logits, GradientsInFloat);
        CollectionAssert.AreEqual(
            Tolerance<double>.Read(root.GetProperty("final_predicted")), logits.Chunk(classes).Select(row => (double)BestClass.Of<T>(row)).ToArray());
        Tolerance<T>.Check("base_logits", root.GetProperty("base_logits"), unit.Logits(_ => [], []));
        CollectionAssert.AreEqual(before, unit.Base.Memory.Hash(), "the base has changed");
    }
}
