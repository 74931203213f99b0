using System.Numerics;
using System.Text.Json;
using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests.Vectors;

/// <summary>Reference values of BP(λ); test/Vectors/bplambda/README.md describes the files.</summary>
[TestClass]
public sealed partial class BpLambdaVectorTests
{
    private const string Machine = "bplambda";

    private static readonly string[] Kinds =
        [
            "fixed_weights_online_synthesiser", "forward_backward_equivalence",
            "joint_online_sgd", "sequence_end_adam", "small_alpha_equivalence", "page_hinkley",
        ];

    [TestMethod]
    public void Fixed_weights_in_double() => VectorFiles.ForEach(Machine, Kinds[0], CheckFixedWeights<double>);

    [TestMethod]
    public void Fixed_weights_in_float() => VectorFiles.ForEach(Machine, Kinds[0], CheckFixedWeights<float>);

    [TestMethod]
    public void Forward_and_backward_view_in_double() => VectorFiles.ForEach(Machine, Kinds[1], CheckViews<double>);

    [TestMethod]
    public void Forward_and_backward_view_in_float() => VectorFiles.ForEach(Machine, Kinds[1], CheckViews<float>);

    [TestMethod]
    public void All_at_once_in_double() => VectorFiles.ForEach(Machine, Kinds[2], CheckJoint<double>);

    [TestMethod]
    public void All_at_once_in_float() => VectorFiles.ForEach(Machine, Kinds[2], CheckJoint<float>);

    [TestMethod]
    public void Steps_where_sequences_end_in_double() => VectorFiles.ForEach(Machine, Kinds[3], CheckSequenceEnd<double>);

    [TestMethod]
    public void Steps_where_sequences_end_in_float() => VectorFiles.ForEach(Machine, Kinds[3], CheckSequenceEnd<float>);

    [TestMethod]
    public void Small_steps_in_double() => VectorFiles.ForEach(Machine, Kinds[4], CheckSmallSteps<double>);

    [TestMethod]
    public void Small_steps_in_float() => VectorFiles.ForEach(Machine, Kinds[4], CheckSmallSteps<float>);

    [TestMethod]
    public void Detectors() => VectorFiles.ForEach(Machine, Kinds[5], CheckDetectors);

    [TestMethod]
    public void No_file_is_of_an_unknown_kind() => VectorFiles.AssertKinds(Machine, Kinds);

    private static void CheckFixedWeights<T>(JsonElement root)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var hyper = root.GetProperty("hyper");
        double alpha = hyper.GetProperty("alpha").GetDouble();
        var options = RecurrentVectorCase<T>.Options(hyper, new() { Optimizer = OptimizerKind.Sgd, LearningRate = alpha });
        var unit = new RecurrentVectorCase<T>(
            root, options with { SyntheticLearningRateFactor = 1, RecurrentLearningRateFactor = 1, OutputLearningRateFactor = 0 });
        var parameters = unit.Learner.Memory.Parameters;
        var expected = root.GetProperty("expected");
        int steps = root.GetProperty("x").GetArrayLength();
        bool isTerminal = root.GetProperty("terminal_at_last_step").GetBoolean();
        string[] names = ["W_ih", "W_hh", "b"];
        var sums = names.ToDictionary(name => name, name => new double[unit.Read(parameters, name).Length]);
        T[] output = new T[unit.Learner.OutputSize], weights = [.. parameters.View<T>(unit.Learner.Leader.Core.Weights)];
        for (int t = 0; t < steps; t++)
        {
            var step = expected.GetProperty("steps")[t];
            T[] trace = unit.Trace(default);
            if (t > 0)
            {
                Tolerance<T>.Check($"trace_norm[{t}]", step.GetProperty("trace_norm").GetDouble(), Norm(trace));
            }

            if (t > 0 && step.TryGetProperty("trace", out var expectedTrace) && expectedTrace.ValueKind != JsonValueKind.Null)
            {
                Tolerance<T>.Check($"trace[{t}]", expectedTrace, trace);
            }

            var result = unit.Learn(root.GetProperty("x")[t], root.GetProperty("target")[t], new() { EndsSequence = isTerminal && t == steps - 1 }, output);
            int s = unit.Shape.StateLength;
            Tolerance<T>.Check($"state[{t}]", step.GetProperty("state"), unit.Learner.Leader.Step.State.AsSpan(0, s));
            Tolerance<T>.Check($"output[{t}]", step.GetProperty("output"), output);
            Tolerance<T>.Check($"loss[{t}]", step.GetProperty("loss").GetDouble(), double.IsNaN(result.Loss) ? 0 : result.Loss);
            Tolerance<T>.Check($"immediate_grad[{t}]", step.GetProperty("immediate_grad"), unit.Learner.Leader.Step.Immediate.AsSpan(0, s));
            Tolerance<T>.Check($"synthetic_grad[{t}]", step.GetProperty("synthetic_grad"), unit.Method.Synthetic[..s]);
            Tolerance<T>.Check($"psi_A[{t}]", step.GetProperty("psi_A"), unit.Read(parameters, "psi_A"));
            Tolerance<T>.Check($"psi_beta[{t}]", step.GetProperty("psi_beta"), unit.Read(parameters, "psi_beta"));
            if (t > 0)
            {
                Tolerance<T>.Check($"td_error[{t}]", step.GetProperty("td_error"), unit.Method.Delta[..s]);
            }

            // The weights are put back after each step, which shows what it was.
            var gradients = names.ToDictionary(name => name, name => unit.Read(parameters, name));
            weights.CopyTo(parameters.View<T>(unit.Learner.Leader.Core.Weights));
            foreach (string name in names)
            {
                T[] before = unit.Read(parameters, name), gradient = [.. before.Zip(gradients[name], (a, b) => (a - b) / T.CreateTruncating(alpha))];
                for (int i = 0; i < gradient.Length; i++)
                {
                    sums[name][i] += double.CreateTruncating(gradient[i]);
                }

                if (step.TryGetProperty("rnn_grad", out var expectedGradient) && expectedGradient.ValueKind != JsonValueKind.Null)
                {
                    Tolerance<T>.Check($"rnn_grad[{t}].{name}", expectedGradient.GetProperty(name), gradient);
                }
            }

            if (step.TryGetProperty("jacobian", out var jacobian) && jacobian.ValueKind != JsonValueKind.Null)
            {
                Tolerance<T>.Check($"jacobian[{t}]", jacobian, unit.Jacobian());
            }
        }

        foreach (string name in names)
        {
            Tolerance<T>.Check(
                $"accumulated_rnn_grad.{name}", expected.GetProperty("accumulated_rnn_grad").GetProperty(name), [.. sums[name].Select(T.CreateTruncating)]);
        }

        CheckAll(unit, parameters, expected.GetProperty("final_psi"), "final_psi");
    }

    private static void CheckViews<T>(JsonElement root)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var twin = RecurrentTwin.Read(root);
        var expected = root.GetProperty("expected");
        foreach (var run in expected.GetProperty("runs").EnumerateArray())
        {
            double lambda = run.GetProperty("lambda").GetDouble(), gamma = run.GetProperty("gamma").GetDouble();
            string name = $"λ={lambda}, γ={gamma}";
            RecurrentOptions options = new() { Method = RecurrentMethod.BpLambda, Lambda = lambda, Discount = gamma, TraceMode = TraceMode.Full };
            var unit = Gather<T>(root, options, (t, method, states, immediate) =>
            {
                Tolerance<T>.Check($"{name}: state[{t}]", root.GetProperty("states")[t], states);
                Tolerance<T>.Check($"{name}: immediate_grads[{t}]", root.GetProperty("immediate_grads")[t], immediate);
                if (t > 0)
                {
                    Tolerance<T>.Check($"{name}: td_errors[{t}]", run.GetProperty("td_errors")[t - 1], method.Delta[..states.Length]);
                }
            });
            var gradients = unit.Learner.Memory.Gradients;
            Tolerance<T>.Check($"{name}: sum A", run.GetProperty("sum_delta_trace_A"), Negated(unit.Read(gradients, "A")));
            Tolerance<T>.Check($"{name}: sum β", run.GetProperty("sum_delta_trace_beta"), Negated(unit.Read(gradients, "beta")));

            // The forward view, by another program: Σ (G^λ − g) ∂g.
            double[][] targets = twin.LambdaTargets(lambda, gamma);
            Tolerance<double>.Check($"{name}: lambda_targets", run.GetProperty("lambda_targets"), [.. targets.SelectMany(target => target)]);
            double[] sum = twin.SynthesizerSum(targets);
            T[] own = Negated([.. unit.Read(gradients, "A"), .. unit.Read(gradients, "beta")]);
            for (int i = 0; i < sum.Length; i++)
            {
                Tolerance<T>.Check($"{name}: forward view [{i}]", sum[i], double.CreateTruncating(own[i]));
            }

            if (run.TryGetProperty("bptt_rnn_grad", out var throughTime))
            {
                foreach (var method in (RecurrentMethod[])[RecurrentMethod.Truncated, RecurrentMethod.RealTime])
                {
                    var exact = Gather<T>(root, new() { Method = method, Truncation = 64 }, null);
                    CheckAll(exact, exact.Learner.Memory.Gradients, throughTime, $"{method} rnn");
                    CheckAll(exact, exact.Learner.Memory.Gradients, run.GetProperty("bptt_readout_grad"), $"{method} readout");
                }

                double[] fromTargets = twin.GradientOf(targets);
                double[] through =
                [
                    .. Tolerance<T>.Flatten(throughTime.GetProperty("W_ih")),
                    .. Tolerance<T>.Flatten(throughTime.GetProperty("W_hh")), .. Tolerance<T>.Flatten(throughTime.GetProperty("b")),
                ];
                for (int i = 0; i < through.Length; i++)
                {
                    Assert.AreEqual(through[i], fromTargets[i], 1e-9, $"{name}: (ℓ + G) ∂s/∂θ [{i}]");
                }
            }
        }

        foreach (var target in expected.GetProperty("n_step_targets_gamma_0.9").EnumerateArray())
        {
            int n = target.GetProperty("n").GetInt32();
            Tolerance<double>.Check($"{n}-step target", target.GetProperty("target_for_step_0"), twin.StepTarget(n, 0.9));
        }
    }

    /// <summary>A learner that has seen the file's sequence and holds its gradient.</summary>
    private static RecurrentVectorCase<T> Gather<T>(JsonElement root, RecurrentOptions options, StepCheck<T>? check)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var unit = new RecurrentVectorCase<T>(Without(root, options.Method), options with
        {
            SyntheticClip = null,
            Schedule = UpdateSchedule.EndOfSequence,
            Update = new() { UpdateEvery = 2, Gate = GateOptions.Open },
        });
        int steps = root.GetProperty("x").GetArrayLength();
        for (int t = 0; t < steps; t++)
        {
            unit.Learn(root.GetProperty("x")[t], root.GetProperty("target")[t], new() { EndsSequence = t == steps - 1 }, new T[unit.Learner.OutputSize]);
            int s = unit.Shape.StateLength;
            check?.Invoke(t, unit.Method, unit.Learner.Leader.Step.State.AsSpan(0, s), unit.Learner.Leader.Step.Immediate.AsSpan(0, s));
        }

        return unit;
    }

    /// <summary>The file without its synthesiser, for a method that has none.</summary>
    private static JsonElement Without(JsonElement root, RecurrentMethod method) => method == RecurrentMethod.BpLambda
        ? root
        : JsonSerializer.SerializeToElement(
            root.EnumerateObject().Where(property => property.Name != "psi").ToDictionary(property => property.Name, property => property.Value));

    private static void CheckDetectors(JsonElement root)
    {
        double[] stream = Tolerance<double>.Read(root.GetProperty("stream"));
        foreach (var run in root.GetProperty("runs").EnumerateArray())
        {
            var state = new Layout();
            var detector = new PageHinkley("detector", new()
            {
                MinimumCount = run.GetProperty("min_instances").GetInt32(),
                Tolerance = run.GetProperty("delta").GetDouble(),
                Threshold = run.GetProperty("threshold").GetDouble(),
                Decay = run.GetProperty("alpha").GetDouble(),
            }, state);
            var memory = new LearnerMemory(new(), state, new(), 1);
            List<double> hits = [], sums = [];
            for (int i = 0; i < stream.Length; i++)
            {
                if (detector.Add(memory, stream[i]))
                {
                    hits.Add(i);
                }

                sums.Add(detector.CumulativeSum(memory));
            }

            Tolerance<double>.Check("hits", run.GetProperty("expected_hits"), [.. hits]);
            if (run.TryGetProperty("cumulative_sum_first_50", out var first))
            {
                Tolerance<double>.Check("first sums", first, [.. sums[..50]]);
                Tolerance<double>.Check("sums at the alarm", run.GetProperty("cumulative_sum_995_to_1010"), [.. sums[995..1011]]);
            }
        }

        var adwin = root.GetProperty("adwin_documented_first_hit");
        Assert.AreEqual(adwin.GetProperty("index").GetInt32(), FirstHit(stream, adwin.GetProperty("delta").GetDouble()));
    }

    private static int FirstHit(double[] stream, double confidence)
    {
        var state = new Layout();
        var detector = new AdaptiveWindow("window", confidence, state);
        var memory = new LearnerMemory(new(), state, new(), 1);
        return Array.FindIndex(stream, value => detector.Add(memory, value));
    }

    private static void CheckAll<T>(RecurrentVectorCase<T> unit, FlatBuffer buffer, JsonElement expected, string what)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var property in expected.EnumerateObject())
        {
            Tolerance<T>.Check($"{what}.{property.Name}", property.Value, unit.Read(buffer, property.Name));
        }
    }

    private static T[] Negated<T>(T[] values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => [.. values.Select(value => -value)];

    private static double Norm<T>(T[] values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Math.Sqrt(values.Sum(value => double.CreateTruncating(value * value)));

    private static double Distance(double[] left, double[] right) => Math.Sqrt(left.Zip(right, (a, b) => (a - b) * (a - b)).Sum());

    private delegate void StepCheck<T>(int t, BpLambdaGradient<T> method, ReadOnlySpan<T> state, ReadOnlySpan<T> immediate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
