using System.Numerics;
using System.Text.Json;
using AdaptiveML.Kernels;
using AdaptiveML.Learners.Lru;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests.Vectors;

/// <summary>Reference values of the linear recurrent unit; test/Vectors/rtrl_lru/README.md describes the files.</summary>
[TestClass]
public sealed class LruVectorTests
{
    private const string Machine = "rtrl_lru";

    private static readonly string[] Kinds = ["single_layer_gradient", "online_training", "ring_init", "delayed_feedback", "stacked_blocks"];

    [TestMethod]
    public void Single_layer_gradient_in_double() => VectorFiles.ForEach(Machine, Kinds[0], CheckGradient<double>);

    [TestMethod]
    public void Single_layer_gradient_in_float() => VectorFiles.ForEach(Machine, Kinds[0], CheckGradient<float>);

    [TestMethod]
    public void Online_training_in_double() => VectorFiles.ForEach(Machine, Kinds[1], CheckTraining<double>);

    [TestMethod]
    public void Online_training_in_float() => VectorFiles.ForEach(Machine, Kinds[1], CheckTraining<float>);

    [TestMethod]
    public void Ring_initialisation_in_double() => VectorFiles.ForEach(Machine, Kinds[2], CheckRing<double>);

    [TestMethod]
    public void Ring_initialisation_in_float() => VectorFiles.ForEach(Machine, Kinds[2], CheckRing<float>);

    [TestMethod]
    public void Delayed_feedback_in_double() => VectorFiles.ForEach(Machine, Kinds[3], CheckDelayedFeedback<double>);

    [TestMethod]
    public void Delayed_feedback_in_float() => VectorFiles.ForEach(Machine, Kinds[3], CheckDelayedFeedback<float>);

    [TestMethod]
    public void Stacked_blocks_in_double() => VectorFiles.ForEach(Machine, Kinds[4], CheckStack<double>);

    [TestMethod]
    public void Stacked_blocks_in_float() => VectorFiles.ForEach(Machine, Kinds[4], CheckStack<float>);

    [TestMethod]
    public void No_file_is_of_an_unknown_kind() => VectorFiles.AssertKinds(Machine, Kinds);

    private static void CheckGradient<T>(JsonElement root)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var unit = new LruVectorCase<T>(root, isTrained: false);
        var learner = unit.Learner;
        var expected = root.GetProperty("expected");
        int n = learner.Options.StateSize;
        var lambda = new ComplexSpan<T>(learner.Memory.State.View<T>(learner.Fields.Lambda));
        Tolerance<T>.Check("lambda_re", expected.GetProperty("lambda_re"), lambda.Re[..n]);
        Tolerance<T>.Check("lambda_im", expected.GetProperty("lambda_im"), lambda.Im[..n]);
        Tolerance<T>.Check("gamma", expected.GetProperty("gamma"), learner.Memory.State.View<T>(learner.Fields.Gamma)[..n]);

        int[] stored = [.. expected.GetProperty("stored_steps").EnumerateArray().Select(step => step.GetInt32())];
        var total = unit.ParameterNames.ToDictionary(name => name, name => unit.Gradient(name).Select(_ => 0.0).ToArray());
        double lossTotal = 0;
        for (int step = 0; step < unit.Steps; step++)
        {
            var prediction = new T[learner.OutputSize];
            var result = learner.Learn(unit.Input(step), unit.Target(step), prediction);
            double loss = double.IsNaN(result.Loss) ? 0 : result.Loss;
            lossTotal += loss;
            Tolerance<T>.Check($"y[{step}]", expected.GetProperty("y")[step], prediction);
            Tolerance<T>.Check($"loss[{step}]", expected.GetProperty("loss")[step].GetDouble(), loss);
            if (Array.IndexOf(stored, step) is >= 0 and var index)
            {
                unit.CheckState(expected, name => expected.GetProperty(name)[index]);
                if (result.Reason != UpdateReason.MissingTarget)
                {
                    Tolerance<T>.Check("delta_re", expected.GetProperty("delta_re")[index], learner.Delta.Re[..n]);
                    Tolerance<T>.Check("delta_im", expected.GetProperty("delta_im")[index], learner.Delta.Im[..n]);
                }
            }

            foreach (string name in unit.ParameterNames)
            {
                T[] gradient = unit.Gradient(name);
                for (int i = 0; i < gradient.Length; i++)
                {
                    total[name][i] += double.CreateTruncating(gradient[i]);
                }

                if (expected.TryGetProperty("grad_step", out var perStep))
                {
                    Tolerance<T>.Check($"grad_step[{step}].{name}", perStep.GetProperty(name)[step], gradient);
                }
            }

            learner.Memory.Gradients.Bytes.Clear();
        }

        Tolerance<T>.Check("loss_total", expected.GetProperty("loss_total").GetDouble(), lossTotal);
        foreach (string name in unit.ParameterNames)
        {
            T[] sum = [.. total[name].Select(T.CreateTruncating)];
            Tolerance<T>.Check($"grad_total.{name}", expected.GetProperty("grad_total").GetProperty(name), sum);
            Tolerance<T>.Check($"bptt_total.{name}", expected.GetProperty("bptt_total").GetProperty(name), sum);
        }
    }

    private static void CheckTraining<T>(JsonElement root)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var unit = new LruVectorCase<T>(root, isTrained: true);
        var expected = root.GetProperty("expected");
        int[] updated = [.. expected.GetProperty("updated_after_step").EnumerateArray().Select(step => step.GetInt32())];
        double lossTotal = 0;
        for (int step = 0; step < unit.Steps; step++)
        {
            var prediction = new T[unit.Learner.OutputSize];
            var result = unit.Learner.Learn(unit.Input(step), unit.Target(step), prediction);
            double loss = double.IsNaN(result.Loss) ? 0 : result.Loss;
            lossTotal += loss;
            Tolerance<T>.Check($"y[{step}]", expected.GetProperty("y")[step], prediction);
            Tolerance<T>.Check($"loss[{step}]", expected.GetProperty("loss")[step].GetDouble(), loss);

            int update = Array.IndexOf(updated, step);
            Assert.AreEqual(update >= 0, result.Verdict == UpdateVerdict.Applied, $"updated after step {step}");
            if (update >= 0)
            {
                double rate = root.GetProperty("config").GetProperty("optimizer").GetProperty("lr").GetDouble();
                Tolerance<T>.Check($"grad_norm[{step}]", expected.GetProperty("grad_norm_at_update")[update].GetDouble(), result.GradientNorm);
                Tolerance<T>.Check($"clip_scale[{step}]", expected.GetProperty("clip_scale")[update].GetDouble(), result.StepSize / rate);
            }

            foreach (var snapshot in expected.GetProperty("snapshots").EnumerateArray())
            {
                if (snapshot.GetProperty("after_step").GetInt32() == step)
                {
                    CheckSnapshot(unit, snapshot, step);
                }
            }
        }

        Tolerance<T>.Check("mean_loss", expected.GetProperty("mean_loss").GetDouble(), lossTotal / unit.Steps);
    }

    private static void CheckSnapshot<T>(LruVectorCase<T> unit, JsonElement snapshot, int step)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var parameter in snapshot.GetProperty("params").EnumerateObject())
        {
            Tolerance<T>.Check($"after {step}: {parameter.Name}", parameter.Value, unit.Parameter(parameter.Name));
        }

        unit.CheckState(snapshot, snapshot.GetProperty);
    }

    private static void CheckRing<T>(JsonElement root)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var ring in root.GetProperty("cases").EnumerateArray())
        {
            double Number(string name) => ring.GetProperty(name).GetDouble();
            for (int n = 0; n < ring.GetProperty("N").GetInt32(); n++)
            {
                double Element(string name) => ring.GetProperty(name)[n].GetDouble();
                var (nuLog, thetaLog, gammaLog) =
                    RingInitialization.Eigenvalue(Element("u1"), Element("u2"), Number("r_min"), Number("r_max"), Number("max_phase"));
                Tolerance<T>.Check("nu_log", Element("nu_log"), nuLog);
                Tolerance<T>.Check("theta_log", Element("theta_log"), thetaLog);
                Tolerance<T>.Check("gamma_log", Element("gamma_log"), gammaLog);

                T modulus = Elementary.Exp(-Elementary.Exp(T.CreateTruncating(nuLog)));
                var (sin, cos) = Elementary.SinCos(Elementary.Exp(T.CreateTruncating(thetaLog)));
                Tolerance<T>.Check("lambda_abs", ring.GetProperty("lambda_abs")[n], modulus);
                Tolerance<T>.Check("lambda_re", ring.GetProperty("lambda_re")[n], modulus * cos);
                Tolerance<T>.Check("lambda_im", ring.GetProperty("lambda_im")[n], modulus * sin);
                Tolerance<T>.Check("gamma", ring.GetProperty("gamma")[n], Elementary.Exp(T.CreateTruncating(gammaLog)));
            }
        }
    }

    /// <summary>A learner that runs H rows late, and a copy of it that is rolled over the rows in between with the newest parameters.</summary>
    private static void CheckDelayedFeedback<T>(JsonElement root)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var unit = new LruVectorCase<T>(root, isTrained: true);
        var expected = root.GetProperty("expected");
        int horizon = root.GetProperty("config").GetProperty("horizon").GetInt32();
        T[] series = Tolerance<T>.Read(root.GetProperty("series"));
        for (int t = 0; t < unit.Steps; t++)
        {
            int late = t - horizon;
            var prediction = new T[horizon];
            if (late >= 0)
            {
                var result = unit.Learner.Learn(unit.Input(late), series[(late + 1)..(late + 1 + horizon)], prediction);
                Tolerance<T>.Check($"lag_y[{late}]", expected.GetProperty("lag_y")[late], prediction);
                Tolerance<T>.Check($"lag_loss[{late}]", expected.GetProperty("lag_loss")[late].GetDouble(), result.Loss);
            }

            var lead = unit.Learner.Clone();
            lead.Mode = UpdateMode.StateOnly;
            T[] unknown = [.. Enumerable.Repeat(T.NaN, horizon)];
            for (int step = Math.Max(0, late + 1); step <= t; step++)
            {
                lead.Learn(unit.Input(step), unknown, prediction);
            }

            Tolerance<T>.Check($"forecast[{t}]", expected.GetProperty("forecast")[t], prediction);
            foreach (var snapshot in expected.GetProperty("snapshots").EnumerateArray())
            {
                if (snapshot.GetProperty("after_step").GetInt32() == t)
                {
                    foreach (var parameter in snapshot.GetProperty("params").EnumerateObject())
                    {
                        Tolerance<T>.Check($"after {t}: {parameter.Name}", parameter.Value, unit.Parameter(parameter.Name));
                    }

                    unit.CheckState(snapshot, name => snapshot.GetProperty("lag_" + name));
                }
            }
        }
    }

    private static void CheckStack<T>(JsonElement root)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var unit = new LruStackVectorCase<T>(root);
        var expected = root.GetProperty("expected");
        for (int step = 0; step < unit.Steps; step++)
        {
            var prediction = new T[unit.Stack.OutputSize];
            var result = unit.Stack.Learn(unit.Input(step), unit.Target(step), prediction);
            Tolerance<T>.Check($"y[{step}]", expected.GetProperty("y")[step], prediction);
            Tolerance<T>.Check($"loss[{step}]", expected.GetProperty("loss")[step].GetDouble(), double.IsNaN(result.Loss) ? 0 : result.Loss);
            unit.CheckLayers(expected, step);
        }

        string[] exact = [.. expected.GetProperty("exact_params").EnumerateArray().Select(name => name.GetString()!)];
        foreach (string name in unit.ParameterNames)
        {
            T[] gradient = unit.Gradient(name);
            Tolerance<T>.Check($"online_grad_total.{name}", expected.GetProperty("online_grad_total").GetProperty(name), gradient);
            if (exact.Contains(name))
            {
                Tolerance<T>.Check($"bptt_grad_total.{name}", expected.GetProperty("bptt_grad_total").GetProperty(name), gradient);
            }
        }
    }
}
