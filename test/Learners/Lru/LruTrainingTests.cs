using AdaptiveML.Learners.Lru;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>The fit by backpropagation through time.</summary>
[TestClass]
public sealed class LruTrainingTests
{
    private const int Inputs = 3;

    private static readonly TrainingOptions Backwards = new() { Method = TrainingMethod.BackpropagationThroughTime };

    [TestMethod]
    public void A_window_of_one_row_is_the_one_step_rule()
    {
        var rows = Streams.Drifting<double>(500, Inputs);
        var options = new LruOptions { StateSize = 7, GradientMode = GradientMode.OneStep };
        var expected = SequenceTrainer.Fit(new LruLearner<double>(Inputs, 1, options), rows, new());
        var actual = SequenceTrainer.Fit(new LruLearner<double>(Inputs, 1, options), rows, Backwards with { WindowRows = 1 });
        Assert.HasCount(expected.Count, actual);
        for (int pass = 0; pass < expected.Count; pass++)
        {
            Assert.AreEqual(expected[pass].TrainingLoss, actual[pass].TrainingLoss, 1e-9);
            Assert.AreEqual(expected[pass].ValidationLoss, actual[pass].ValidationLoss, 1e-9);
        }
    }

    [TestMethod]
    [DataRow(ReadoutKind.Linear)]
    [DataRow(ReadoutKind.Mlp)]
    [DataRow(ReadoutKind.Gated)]
    public void Small_steps_along_the_whole_gradient_lower_the_loss_at_every_pass(ReadoutKind readout)
    {
        var options = new LruOptions { StateSize = 8, Readout = readout, Update = new() { Optimizer = OptimizerKind.Sgd, Gate = GateOptions.Open } };
        var passes = SequenceTrainer.Fit(
            new LruLearner<double>(Inputs, 1, options),
            Streams.Drifting<double>(400, Inputs),
            Backwards with { WindowRows = int.MaxValue, MaximumPasses = 40, LearningRate = 0.02, ValidationFraction = 0 });
        Assert.HasCount(40, passes);
        for (int pass = 1; pass < passes.Count; pass++)
        {
            Assert.IsLessThan(passes[pass - 1].TrainingLoss, passes[pass].TrainingLoss, $"pass {pass + 1}");
        }

        Assert.IsLessThan(0.8 * passes[0].TrainingLoss, passes[^1].TrainingLoss);
    }

    [TestMethod]
    public void The_fitted_learner_stands_at_the_end_of_the_recording()
    {
        var rows = Streams.Drifting<float>(600, Inputs);
        var learner = new LruLearner<float>(Inputs, 1, new() { StateSize = 9 });
        SequenceTrainer.Fit(learner, rows, Backwards with { ValidationFraction = 0, LearningRate = 0.02 });
        Assert.AreEqual(UpdateMode.StateAndParameters, learner.Mode);
        Assert.AreEqual(learner.Options.Update.LearningRate, learner.LearningRate);

        // The same parameters led over the rows from a fresh state; had they moved on the way, the state would be another.
        var led = (LruLearner<float>)learner.Clone();
        led.Reset();
        led.Mode = UpdateMode.StateOnly;
        led.Learn(rows, 0, rows.Count);
        learner.Memory.Peek(default);
        foreach (var field in new[] { led.Fields.X, led.Fields.TraceLambda, led.Fields.TraceGamma, led.Fields.TraceB })
        {
            float[] trace = learner.Memory.Sequence.View<float>(field).ToArray();
            Assert.IsTrue(trace.AsSpan().ContainsAnyExcept(0f), field.Name);
            CollectionAssert.AreEqual(led.Memory.Sequence.View<float>(field).ToArray(), trace, field.Name);
        }
    }

    [TestMethod]
    public void Rows_held_back_are_learnt_as_in_use()
    {
        var rows = Streams.Drifting<float>(500, Inputs);
        LruLearner<float> still = new(Inputs, 1, new() { StateSize = 9, Update = new() { LearningRate = 0 } });
        LruLearner<float> moving = new(Inputs, 1, new() { StateSize = 9 });
        var options = Backwards with { MaximumPasses = 3, LearningRate = 0.01 };
        SequenceTrainer.Fit(still, rows, options);
        SequenceTrainer.Fit(moving, rows, options);
        Assert.AreEqual(500, moving.Counts.Applied);
        CollectionAssert.AreNotEqual(still.Memory.Parameters.Bytes.ToArray(), moving.Memory.Parameters.Bytes.ToArray());
    }

    [TestMethod]
    public void A_cancelled_fit_leaves_the_learner_as_it_was()
    {
        var learner = new LruLearner<float>(Inputs, 1, new());
        string before = learner.HashText();
        using var source = new CancellationTokenSource();
        Assert.ThrowsExactly<OperationCanceledException>(
            () => SequenceTrainer.Fit(learner, Streams.Drifting<float>(200, Inputs), Backwards, new Canceller(source), source.Token));
        Assert.AreEqual(before, learner.HashText());
    }

    [TestMethod]
    public void A_stack_says_that_it_cannot()
    {
        var stack = new LruStack<float>(Inputs, 1, new());
        Assert.Contains(
            "LruStack", Assert.ThrowsExactly<NotSupportedException>(() => SequenceTrainer.Fit(stack, Streams.Drifting<float>(50, Inputs), Backwards)).Message);
    }

    private sealed class Canceller(CancellationTokenSource source) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => source.Cancel();
    }
}
