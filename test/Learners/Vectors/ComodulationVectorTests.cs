using System.Numerics;
using System.Text.Json;
using AdaptiveML.Kernels;
using AdaptiveML.Learners.Comodulation;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests.Vectors;

/// <summary>Reference values of comodulation; test/Vectors/comod/README.md describes the files.</summary>
[TestClass]
public sealed partial class ComodulationVectorTests
{
    private const string Machine = "comod";
    private const double GradientsInFloat = 2e-3;

    private static readonly string[] Kinds = ["modulate", "gain", "forward", "gradient", "labels", "fit"];

    [TestMethod]
    public void Modulation_in_double() => ForEachCase("modulate", CheckModulation<double>);

    [TestMethod]
    public void Modulation_in_float() => ForEachCase("modulate", CheckModulation<float>);

    [TestMethod]
    public void Gains_in_double() => ForEachCase("gain", CheckGains<double>);

    [TestMethod]
    public void Gains_in_float() => ForEachCase("gain", CheckGains<float>);

    [TestMethod]
    public void Forward_in_double() => ForEachCase("forward", CheckForward<double>);

    [TestMethod]
    public void Forward_in_float() => ForEachCase("forward", CheckForward<float>);

    [TestMethod]
    public void Gradient_in_double() => ForEachCase("gradient", CheckGradient<double>);

    [TestMethod]
    public void Gradient_in_float() => ForEachCase("gradient", CheckGradient<float>);

    [TestMethod]
    public void Labels_in_double() => ForEachCase("labels", CheckLabels<double>);

    [TestMethod]
    public void Labels_in_float() => ForEachCase("labels", CheckLabels<float>);

    [TestMethod]
    public void A_whole_fit_in_double() => ForEachCase("fit", CheckFit<double>);

    [TestMethod]
    public void A_whole_fit_in_float() => ForEachCase("fit", CheckFit<float>);

    [TestMethod]
    public void No_file_is_of_another_kind() => VectorFiles.AssertKinds(Machine, Kinds);

    private static void ForEachCase(string kind, Action<JsonElement> check) => VectorFiles.ForEach(Machine, kind, root =>
    {
        foreach (var example in root.GetProperty("cases").EnumerateArray())
        {
            check(example);
        }
    });

    private static void CheckModulation<T>(JsonElement root)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] coupling = Tolerance<T>.Read(root.GetProperty("coupling"));
        T[] modulator = Tolerance<T>.Read(root.GetProperty("modulator"));
        T[] activity = Tolerance<T>.Read(root.GetProperty("activity"));
        T variance = Modulation.Variance<T>(modulator), given = T.CreateTruncating(0.09);
        Tolerance<T>.Check("sampleVariance", root.GetProperty("sampleVariance"), variance);
        Tolerance<T>.Check(
            "exp_corrected_sampleVar", root.GetProperty("exp_corrected_sampleVar"), Modulated(ModulationKind.Exponential, row => modulator[row], variance));
        Tolerance<T>.Check("exp_uncorrected", root.GetProperty("exp_uncorrected"), Modulated(ModulationKind.Exponential, row => modulator[row], T.Zero));
        Tolerance<T>.Check(
            "exp_corrected_var0.09", root.GetProperty("exp_corrected_var0.09"), Modulated(ModulationKind.Exponential, row => modulator[row], given));
        Tolerance<T>.Check("linear", root.GetProperty("linear"), Modulated(ModulationKind.Linear, row => modulator[row], T.Zero));
        Tolerance<T>.Check("deterministic_m1", root.GetProperty("deterministic_m1"), Modulated(ModulationKind.Exponential, _ => T.One, T.Zero));
        CollectionAssert.AreEqual(activity, Modulated(ModulationKind.Exponential, _ => T.Zero, T.Zero), "off_m0");

        T[] Modulated(ModulationKind kind, Func<int, T> m, T v)
        {
            T[] factor = new T[coupling.Length], result = [.. activity];
            for (int i = 0; i < result.Length; i++)
            {
                Modulation.Fill(kind, coupling, m(i / coupling.Length), v, factor);
                result[i] *= factor[i % coupling.Length];
            }

            return result;
        }
    }

    private static void CheckGains<T>(JsonElement root)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var activity = root.GetProperty("activity").EnumerateArray().Select(Tolerance<T>.Read).ToArray();
        T[] modulator = Tolerance<T>.Read(root.GetProperty("modulator"));
        int units = activity[0].Length;
        double[] estimate = Check(GainKind.Covariance, "covariance", "gainFromCovariance");
        if (root.TryGetProperty("correlation", out _))
        {
            Check(GainKind.Correlation, "correlation", "gainFromCorrelation");
        }

        if (root.TryGetProperty("previousGain", out var previous))
        {
            CheckBlend(Tolerance<T>.Read(previous), root.GetProperty("previousTau").GetInt64(), "blendedGain", "newTau");
            CheckBlend(Tolerance<T>.Read(previous), 99, "blendedGain_tau99", "newTau_tau99");
            CheckBlend([.. Enumerable.Repeat(T.One, units)], 1, "firstBlend_from_ones_tau1", "firstBlend_newTau");
        }

        double[] Check(GainKind kind, string statistic, string gain)
        {
            var gains = new GainEstimate(units, kind);
            for (int row = 0; row < activity.Length; row++)
            {
                gains.Add<T>(activity[row], modulator[row]);
            }

            double[] result = new double[units];
            gains.Estimate(result);
            Tolerance<T>.Check(
                statistic, root.GetProperty(statistic), [.. Enumerable.Range(0, units).Select(unit => T.CreateTruncating(gains.Statistic(unit)))]);
            Tolerance<T>.Check(gain, root.GetProperty(gain), [.. result.Select(T.CreateTruncating)]);
            return result;
        }

        void CheckBlend(T[] gain, long memory, string expected, string expectedMemory)
        {
            if (root.TryGetProperty(expected, out var values))
            {
                GainEstimate.Blend<T>(estimate, gain, ref memory);
                Tolerance<T>.Check(expected, values, gain);
                Assert.AreEqual(root.GetProperty(expectedMemory).GetInt64(), memory, expectedMemory);
            }
        }
    }

    private static void CheckForward<T>(JsonElement root)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var unit = new ComodulationVectorCase<T>(root);
        T[] coupling = Tolerance<T>.Read(root.GetProperty("coupling")), gain = ComodulationVectorCase<T>.Padded(Tolerance<T>.Read(root.GetProperty("gain")));
        T[] modulator = Tolerance<T>.Read(root.GetProperty("modulatorSamples"));
        T variance = T.CreateTruncating(root.GetProperty("modulatorVariance").GetDouble());
        T[] one = unit.Factor(coupling, T.One, T.Zero), off = unit.Factor(coupling, T.Zero, T.Zero);

        T[] original = unit.Logits(_ => [], []), comodulated = unit.Logits(_ => one, gain);
        Tolerance<T>.Check("logits_base", root.GetProperty("logits_base"), original);
        Tolerance<T>.Check("logits_deterministicGainOnly", root.GetProperty("logits_deterministicGainOnly"), unit.Logits(_ => one, []));
        Tolerance<T>.Check("logits_comodulated", root.GetProperty("logits_comodulated"), comodulated);
        Tolerance<T>.Check(
            "logits_noisy_modulator", root.GetProperty("logits_noisy_modulator"), unit.Logits(row => unit.Factor(coupling, modulator[row], variance), gain));
        CollectionAssert.AreEqual(original, unit.Logits(_ => off, [.. gain.Select(_ => T.One)]), "logits_reverted");

        int classes = unit.Network.Shape.Classes;
        T[][] rows = [.. comodulated.Chunk(classes)];
        Tolerance<T>.Check(
            "logProb_comodulated",
            root.GetProperty("logProb_comodulated"),
            [.. rows.SelectMany(row => Enumerable.Range(0, classes).Select(k => T.CreateTruncating(-Softmax.Loss<T>(row, k))))]);
        CollectionAssert.AreEqual(
            Tolerance<double>.Read(root.GetProperty("predicted")), rows.Select(row => (double)BestClass.Of<T>(row)).ToArray(), "predicted");
        CheckFolded(root, unit, gain, coupling, comodulated);
    }

    private static void CheckFolded<T>(JsonElement root, ComodulationVectorCase<T> unit, T[] gain, T[] coupling, T[] comodulated)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var card = new TaskDescriptor { Name = "vectors", Classes = unit.Network.Shape.Classes, Method = AdaptationMethod.Comodulation, HasReadout = false };
        Layout parameters = new(), state = new();
        var fields = new TaskFields<T>(parameters, state, "", unit.Network.Shape, card);
        var memory = new LearnerMemory(parameters, state, new(), 1, keepsCopy: false);
        var task = fields.In(memory);
        new TaskRule<T>(unit.Network, unit.Options).Begin(unit.Weights, task, ComodulationVectorCase<T>.Padded([.. coupling.Select(T.Sqrt)]), false);
        gain.AsSpan().CopyTo(task.Gain);
        var folded = new ComodulationModel<T>(unit.Base, [new(card, memory, unit.Network.Shape)], null).Fold("vectors");

        var expected = root.GetProperty("folded");
        var export = folded.Export();
        JsonElement[] layers = [.. expected.GetProperty("hidden").EnumerateArray()];
        for (int l = 0; l < layers.Length; l++)
        {
            Tolerance<T>.Check($"folded.W{l}", layers[l].GetProperty("W"), [.. export.Layers[l].Weights.SelectMany(row => row)]);
            Tolerance<T>.Check($"folded.b{l}", layers[l].GetProperty("b"), [.. export.Layers[l].Bias]);
        }

        Tolerance<T>.Check("folded.V", expected.GetProperty("out").GetProperty("V"), [.. export.Layers[^1].Weights.SelectMany(row => row)]);
        Tolerance<T>.Check("folded.v", expected.GetProperty("out").GetProperty("v"), [.. export.Layers[^1].Bias]);
        Assert.HasCount(layers.Length + 1, export.Layers);
        T[] prediction = new T[2 * unit.Network.Shape.Classes], unfolded = new T[unit.Network.Shape.Classes];
        var learner = folded.CreateLearner();
        for (int row = 0; row < unit.Inputs.Length; row++)
        {
            learner.Predict(unit.Inputs[row], prediction);
            Softmax.Apply<T>(comodulated.AsSpan(row * unfolded.Length, unfolded.Length), unfolded);
            for (int k = 0; k < unfolded.Length; k++)
            {
                Tolerance<T>.Check($"folded, row {row}", double.CreateTruncating(unfolded[k]), double.CreateTruncating(prediction[k]));
            }
        }
    }

    private static void CheckGradient<T>(JsonElement root)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var (kind, name) in new[] { (CouplingKind.Square, "square"), (CouplingKind.Softplus, "softplus"), (CouplingKind.Relu, "relu") })
        {
            CheckParametrisation<T>(root, root.GetProperty("parametrisations").GetProperty(name), kind);
        }

        var unit = new ComodulationVectorCase<T>(root);
        var rule = new TaskRule<T>(unit.Network, unit.Options);
        T[] coupling = ComodulationVectorCase<T>.Padded(Tolerance<T>.Read(root.GetProperty("coupling_for_limit")));
        int last = unit.Network.Shape.Last;
        foreach (int m in (int[])[0, 1])
        {
            var expected = root.GetProperty("small_noise_limit").GetProperty($"m0={m}");
            T[] factor = unit.Factor(coupling, T.CreateTruncating(m), T.Zero), tangent = new T[coupling.Length];
            double[] mean = new double[last];
            rule.BeginRouting();
            foreach (T[] input in unit.Inputs)
            {
                Assert.IsTrue(unit.Parts.Encode(unit.Base.Memory, input));
                rule.Derive(unit.Weights, coupling, T.CreateTruncating(m));
                unit.Network.Above(unit.Weights, factor);
                for (int i = 0; i < tangent.Length; i++)
                {
                    tangent[i] = coupling[i] * unit.Network.Row.Modulated[i];
                }

                var derivative = unit.Network.Carry(unit.Weights, tangent);
                for (int i = 0; i < last; i++)
                {
                    mean[i] += double.CreateTruncating(derivative[i]) / unit.Inputs.Length;
                }
            }

            Tolerance<T>.Check("meanDerivative", expected.GetProperty("meanDerivative"), [.. mean.Select(T.CreateTruncating)]);
            Tolerance<T>.Check("gainFromDerivative", expected.GetProperty("gainFromDerivative"), [.. rule.Estimate().ToArray().Select(T.CreateTruncating)]);
        }
    }

    private static void CheckParametrisation<T>(JsonElement root, JsonElement expected, CouplingKind kind)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var unit = new ComodulationVectorCase<T>(root, new() { Coupling = kind });
        var rule = new TaskRule<T>(unit.Network, unit.Options);
        Layout parameters = new(), state = new();
        var fields = new TaskFields<T>(
            parameters,
            state,
            "",
            unit.Network.Shape,
            new() { Name = "vectors", Classes = unit.Network.Shape.Classes, Method = AdaptationMethod.Comodulation, HasReadout = false });
        var memory = new LearnerMemory(parameters, state, new(), 1, keepsCopy: false);
        TaskSpans<T> task = fields.In(memory), gradient = fields.GradientIn(memory);
        rule.Begin(unit.Weights, task, ComodulationVectorCase<T>.Padded(Tolerance<T>.Read(expected.GetProperty("parameter"))), false);
        Tolerance<T>.Read(root.GetProperty("gain")).CopyTo(task.Gain);
        int modulated = unit.Network.Shape.Modulated, last = unit.Network.Shape.Last, classes = unit.Network.Shape.Classes;
        Tolerance<T>.Check("coupling", expected.GetProperty("coupling"), task.Coupling[..modulated]);

        T[] logits = new T[classes], logitGradient = new T[classes], gainGradient = new T[last];
        double loss = 0;
        for (int row = 0; row < unit.Inputs.Length; row++)
        {
            int label = root.GetProperty("y")[row].GetInt32();
            Assert.IsTrue(unit.Parts.Encode(unit.Base.Memory, unit.Inputs[row]));
            rule.Forward(unit.Weights, task, logits);
            loss += Softmax.Loss<T>(logits, label) / unit.Inputs.Length;
            Softmax.Gradient<T>(logits, label, 1.0 / unit.Inputs.Length, logitGradient);
            rule.Differentiate(unit.Weights, task, gradient, logitGradient);
            for (int i = 0; i < last; i++)
            {
                gainGradient[i] += unit.Network.Row.ScaledGradient[i] * unit.Network.Row.Last[i];
            }
        }

        Tolerance<T>.Check("nll", expected.GetProperty("nll").GetDouble(), loss);
        Tolerance<T>.Check("grad_parameter", expected.GetProperty("grad_parameter"), gradient.Parameter[..modulated], GradientsInFloat);
        Tolerance<T>.Check("grad_gain", expected.GetProperty("grad_gain"), gainGradient, GradientsInFloat);
        double l1 = expected.GetProperty("l1").GetDouble();
        TaskRule<T>.AddSparsity(task, gradient, l1);
        double sparsity = task.Parameter[..modulated].ToArray().Sum(u => Math.Abs(double.CreateTruncating(u)));
        Tolerance<T>.Check("loss_with_l1", expected.GetProperty("loss_with_l1").GetDouble(), loss + (l1 * sparsity));
        Tolerance<T>.Check("grad_parameter_with_l1", expected.GetProperty("grad_parameter_with_l1"), gradient.Parameter[..modulated], GradientsInFloat);
    }
}
