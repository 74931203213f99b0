using System.Numerics;
using System.Text.Json;
using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests.Vectors;

public sealed partial class BpLambdaVectorTests
{
    private static void CheckJoint<T>(JsonElement root)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var hyper = root.GetProperty("hyper");
        double rate = hyper.GetProperty("eta_rnn").GetDouble();
        var unit = new RecurrentVectorCase<T>(root, RecurrentVectorCase<T>.Options(hyper, new() { Optimizer = OptimizerKind.Sgd, LearningRate = rate }) with
        {
            SyntheticLearningRateFactor = hyper.GetProperty("alpha").GetDouble() / rate,
            OutputLearningRateFactor = hyper.GetProperty("eta_out").GetDouble() / rate,
        });
        var expected = root.GetProperty("expected");
        T[] output = new T[unit.Learner.OutputSize];
        int s = unit.Shape.StateLength, row = 0;
        foreach (var @event in root.GetProperty("events").EnumerateArray())
        {
            var log = expected.GetProperty("log")[row];
            var key = SequenceKey.Of(@event.GetProperty("stream").ToString());
            T[] trace = unit.Trace(key);
            var result = unit.Learn(
                @event.GetProperty("x"),
                @event.GetProperty("target"),
                new() { Sequence = key, EndsSequence = @event.GetProperty("last").GetBoolean() },
                output);
            Tolerance<T>.Check($"output[{row}]", log.GetProperty("output"), output);
            Tolerance<T>.Check($"loss[{row}]", log.GetProperty("loss").GetDouble(), double.IsNaN(result.Loss) ? 0 : result.Loss);
            Tolerance<T>.Check($"rnn_grad_norm[{row}]", log.GetProperty("rnn_grad_norm").GetDouble(), result.GradientNorm);
            Tolerance<T>.Check($"trace_norm[{row}]", log.GetProperty("trace_norm").GetDouble(), Norm(trace));
            Tolerance<T>.Check($"synthetic_grad[{row}]", log.GetProperty("synthetic_grad"), unit.Method.Synthetic[..s]);
            if (log.GetProperty("td_error").ValueKind != JsonValueKind.Null)
            {
                Tolerance<T>.Check($"td_error[{row}]", log.GetProperty("td_error"), unit.Method.Delta[..s]);
            }

            foreach (var checkpoint in expected.GetProperty("checkpoints").EnumerateArray().Where(point => point.GetProperty("after_event").GetInt32() == row))
            {
                CheckParameters(unit, checkpoint, $"after {row}");
            }

            row++;
        }
    }

    private static void CheckSequenceEnd<T>(JsonElement root)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var hyper = root.GetProperty("hyper");
        double rate = hyper.GetProperty("lr_rnn").GetDouble();
        var update = new UpdateOptions
        {
            LearningRate = rate,
            Beta1 = hyper.GetProperty("adam_b1").GetDouble(),
            Beta2 = hyper.GetProperty("adam_b2").GetDouble(),
            Epsilon = hyper.GetProperty("adam_eps").GetDouble(),
        };
        var options = RecurrentVectorCase<T>.Options(hyper, update) with
        {
            Schedule = UpdateSchedule.EndOfSequence,
            OutputLearningRateFactor = hyper.GetProperty("lr_out").GetDouble() / rate,
            SyntheticLearningRateFactor = hyper.GetProperty("lr_synth").GetDouble() / rate,
        };
        var unit = new RecurrentVectorCase<T>(root, options);
        var expected = root.GetProperty("expected");
        int index = 0;
        foreach (var sequence in root.GetProperty("sequences").EnumerateArray())
        {
            // Another learner with the same parameters waits for a second sequence, and so holds this one's gradient.
            var gathering = new RecurrentVectorCase<T>(root, options with { Update = options.Update with { UpdateEvery = 2 } });
            gathering.Learner.Memory.Parameters.CopyFrom(unit.Learner.Memory.Parameters);
            double loss = Run(unit, sequence);
            Run(gathering, sequence);
            Tolerance<T>.Check($"loss[{index}]", expected.GetProperty("losses")[index].GetDouble(), loss);
            foreach (
                var checkpoint in expected.GetProperty("checkpoints").EnumerateArray().Where(point => point.GetProperty("after_sequence").GetInt32() == index))
            {
                CheckAll(gathering, gathering.Learner.Memory.Gradients, checkpoint.GetProperty("accumulated_grads"), $"gradient {index}");
                CheckParameters(unit, checkpoint, $"after {index}");
            }

            index++;
        }

        static double Run(RecurrentVectorCase<T> unit, JsonElement sequence)
        {
            double loss = 0;
            int steps = sequence.GetProperty("x").GetArrayLength();
            for (int t = 0; t < steps; t++)
            {
                double own = unit.Learn(
                    sequence.GetProperty("x")[t],
                    sequence.GetProperty("target")[t],
                    new() { EndsSequence = t == steps - 1 },
                    new T[unit.Learner.OutputSize]).Loss;
                loss += double.IsNaN(own) ? 0 : own;
            }

            return loss;
        }
    }

    private static void CheckSmallSteps<T>(JsonElement root)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var twin = RecurrentTwin.Read(root);
        double lambda = root.GetProperty("lambda").GetDouble(), gamma = root.GetProperty("gamma").GetDouble();
        List<double> ratios = [];
        foreach (var run in root.GetProperty("expected").GetProperty("by_alpha").EnumerateArray())
        {
            double alpha = run.GetProperty("alpha").GetDouble();
            var unit = new RecurrentVectorCase<T>(root, new()
            {
                Lambda = lambda,
                Discount = gamma,
                SyntheticClip = null,
                TraceMode = TraceMode.Full,
                RecurrentLearningRateFactor = 0,
                OutputLearningRateFactor = 0,
                SyntheticLearningRateFactor = 1,
                Update = new() { Optimizer = OptimizerKind.Sgd, LearningRate = alpha, Gate = GateOptions.Open },
            });
            for (int t = 0; t < root.GetProperty("x").GetArrayLength(); t++)
            {
                unit.Learn(root.GetProperty("x")[t], root.GetProperty("target")[t], default, new T[unit.Learner.OutputSize]);
            }

            CheckAll(unit, unit.Learner.Memory.Parameters, run.GetProperty("accumulate"), $"α={alpha}");
            double[] accumulated = [.. unit.Read(unit.Learner.Memory.Parameters, "A")
                .Concat(unit.Read(unit.Learner.Memory.Parameters, "beta")).Select(double.CreateTruncating)];
            var (start, forward) = (twin.Synthesizer(), twin.OnlineForwardView(lambda, gamma, alpha));
            Tolerance<double>.Check(
                $"α={alpha}: forward A", run.GetProperty("online_lambda_sg").GetProperty("A"), forward.AsSpan(0, forward.Length - twin.StateLength));
            double ratio = Distance(accumulated, forward) / Distance(forward, start);
            ratios.Add(ratio);
            if (typeof(T) == typeof(double))
            {
                Assert.AreEqual(run.GetProperty("ratio").GetDouble(), ratio, 1e-6 * ratio, $"α={alpha}: ratio");
            }
        }

        if (typeof(T) == typeof(double))
        {
            for (int i = 1; i < ratios.Count; i++)
            {
                Assert.IsLessThan(0.2 * ratios[i - 1], ratios[i], "a tenth of α leaves about a tenth of the ratio");
            }
        }
    }

    private static void CheckParameters<T>(RecurrentVectorCase<T> unit, JsonElement checkpoint, string when)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (string part in (string[])["params", "readout", "psi"])
        {
            CheckAll(unit, unit.Learner.Memory.Parameters, checkpoint.GetProperty(part), $"{when}: {part}");
        }
    }
}
