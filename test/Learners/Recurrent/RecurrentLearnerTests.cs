using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Learners.Saving;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>What a recurrent learner does with sequences, missing labels and classes.</summary>
[TestClass]
public sealed class RecurrentLearnerTests
{
    [TestMethod]
    public void A_sequence_that_ends_leaves_no_state_and_begins_anew()
    {
        var rows = Streams.Drifting<float>(20, 2);
        var learner = new RecurrentLearner<float>(2, 1, new() { HiddenUnits = 4 });
        var key = new RowContext { Sequence = SequenceKey.Of("a") };
        float[] fresh = new float[1], prediction = new float[1];
        for (int row = 0; row < 10; row++)
        {
            learner.Learn(key with { EndsSequence = row == 9 }, rows.Input(row), rows.Target(row), prediction);
        }

        Assert.AreEqual(new SequenceCounts(0, 1, 0, 0, 0), learner.Memory.Sequences);
        learner.Predict(new() { Sequence = SequenceKey.Unknown }, rows.Input(3), fresh);
        learner.Learn(key, rows.Input(3), rows.Target(3), prediction);
        Assert.AreEqual(fresh[0], prediction[0]);
        Assert.AreEqual(new SequenceCounts(1, 2, 0, 0, 0), learner.Memory.Sequences);
    }

    [TestMethod]
    public void Sequences_that_end_make_room_for_others()
    {
        var rows = Streams.Drifting<float>(300, 2);
        var learner = new RecurrentLearner<float>(2, 1, new() { HiddenUnits = 4, Update = new() { MaximumSequences = 2 } });
        for (int row = 0; row < 300; row++)
        {
            learner.Learn(new() { Sequence = SequenceKey.Of(row / 3), EndsSequence = row % 3 == 2 }, rows.Input(row), rows.Target(row), new float[1]);
        }

        Assert.AreEqual(new SequenceCounts(0, 100, 0, 0, 0), learner.Memory.Sequences);
    }

    [TestMethod]
    public void Learning_goes_on_bit_for_bit_after_saving_in_the_middle_of_sequences_that_end()
    {
        var rows = Streams.Drifting<float>(400, 2);
        var learner = new RecurrentLearner<float>(2, 1, new() { HiddenUnits = 6, Schedule = UpdateSchedule.EndOfSequence, Discount = 1, TrialRows = 20 });
        Learn(learner, 0, 203);
        byte[] payload = learner.Encode(new Dictionary<string, string>());
        var loaded = RecurrentLearner<float>.Codec.Decode(payload, LearnerPayload.ReadHeader(payload));
        Assert.AreEqual(learner.Options, loaded.Options);
        Learn(learner, 203, 400);
        Learn(loaded, 203, 400);
        Assert.AreEqual(learner.HashText(), loaded.HashText());

        void Learn(RecurrentLearner<float> target, int from, int to)
        {
            for (int row = from; row < to; row++)
            {
                target.Learn(new() { Sequence = SequenceKey.Of(row % 3), EndsSequence = row % 20 == 7 }, rows.Input(row), rows.Target(row), new float[1]);
            }
        }
    }

    [TestMethod]
    public void Without_a_label_only_synthetic_gradients_teach()
    {
        foreach (var method in (RecurrentMethod[])[RecurrentMethod.BpLambda, RecurrentMethod.Truncated, RecurrentMethod.SnAp1, RecurrentMethod.RealTime])
        {
            var rows = Streams.Drifting<float>(100, 2);
            var learner = new RecurrentLearner<float>(2, 1, new() { HiddenUnits = 4, Method = method });
            learner.Learn(rows, 0, 100);
            var result = learner.Learn(rows.Input(5), [float.NaN], new float[1]);
            var expected = method == RecurrentMethod.BpLambda ? UpdateVerdict.Applied : UpdateVerdict.Skipped;
            Assert.AreEqual((expected, UpdateReason.MissingTarget), (result.Verdict, result.Reason), $"{method}");
            Assert.IsTrue(double.IsNaN(result.Loss));
        }
    }

    [TestMethod]
    [DataRow(3f)]
    [DataRow(-1f)]
    [DataRow(0.5f)]
    [DataRow(float.PositiveInfinity)]
    public void What_is_no_event_teaches_nothing(float label)
    {
        var rows = Streams.Drifting<float>(10, 2);
        var learner = new RecurrentLearner<float>(2, 1, new() { HiddenUnits = 4, Output = RecurrentOutput.Logistic });
        learner.Learn(rows.Input(0), [1f], new float[1]);
        byte[] parameters = learner.Memory.Parameters.Bytes.ToArray();
        var result = learner.Learn(rows.Input(1), [label], new float[1]);
        Assert.AreEqual((UpdateVerdict.Skipped, UpdateReason.UnknownLabel), (result.Verdict, result.Reason));
        CollectionAssert.AreEqual(parameters, learner.Memory.Parameters.Bytes.ToArray());
    }

    [TestMethod]
    public void A_classifier_learns_classes_and_gives_their_probabilities()
    {
        var rows = Streams.Drifting<float>(1000, 2);
        var learner = new RecurrentClassifier<float>(2, 3, new() { HiddenUnits = 8, Update = new() { LearningRate = 0.01 } });
        float[] prediction = new float[3];
        int right = 0;
        for (int row = 0; row < 1000; row++)
        {
            int label = rows.Input(row)[0] > 0.5f ? 2 : rows.Input(row)[1] > 0 ? 1 : 0;
            learner.Learn(rows.Input(row), [label], prediction);
            right += row >= 500 && Array.IndexOf(prediction, prediction.Max()) == label ? 1 : 0;
            Assert.AreEqual(1, prediction.Sum(), 1e-5);
        }

        Assert.IsGreaterThan(400, right);
        Assert.ThrowsExactly<ArgumentException>(() => new RecurrentLearner<float>(2, 3, learner.Options));
    }

    [TestMethod]
    public void A_classifier_that_is_saved_and_loaded_is_one()
    {
        var learner = new RecurrentClassifier<float>(2, 3, new() { HiddenUnits = 4 });
        byte[] payload = learner.Encode(new Dictionary<string, string>());
        Assert.AreEqual(3, ((RecurrentClassifier<float>)RecurrentLearner<float>.Codec.Decode(payload, LearnerPayload.ReadHeader(payload))).ClassCount);
    }

    [TestMethod]
    public void Passes_of_its_own_rule_fit_it_and_none_through_time()
    {
        var rows = Streams.Drifting<float>(400, 2);
        var learner = new RecurrentLearner<float>(2, 1, new() { HiddenUnits = 8, Update = new() { LearningRate = 0.01 } });
        var passes = SequenceTrainer.Fit(learner, rows, new() { MaximumPasses = 4, Patience = 4 });

        Assert.IsLessThan(0.7 * passes[0].TrainingLoss, passes[^1].TrainingLoss);
        Assert.ThrowsExactly<NotSupportedException>(() => SequenceTrainer.Fit(learner, rows, new() { Method = TrainingMethod.BackpropagationThroughTime }));
    }

    [TestMethod]
    public void At_a_fallback_the_net_goes_on_with_its_own_weights_and_comes_back_when_it_is_better()
    {
        // What says 5 whatever comes predicts badly: at first the net, later its twin.
        var rows = Streams.Drifting<double>(3000, 2);
        RecurrentOptions options = new()
        {
            Method = RecurrentMethod.BpLambda,
            SeesLastLabel = false,
            LeastSquaresReadout = false,
            HiddenUnits = 4,
            Update = new() { LearningRate = 3e-3 },
            Guard = new() { AuditEvery = 0, CompareEvery = 10, Blocks = 3 },
        };
        RecurrentLearner<double> guarded = new(2, 1, options), alone = new(2, 1, options with { Guard = GuardOptions.None });
        var master = guarded.Leader;
        bool fell = false, isBack = false;
        for (int row = 0; row < 3000; row++)
        {
            foreach (var learner in (RecurrentLearner<double>[])[guarded, alone])
            {
                if (row < 400 || (row >= 1500 && learner == guarded))
                {
                    var map = ((DenseOutput<double>)learner.Nets[row < 400 ? 0 : 1].Output).Map;
                    learner.Memory.Parameters.View<double>(map.Weight).Clear();
                    learner.Memory.Parameters.View<double>(map.Bias!.Value)[0] = 5;
                }

                learner.Learn(rows.Input(row), rows.Target(row), new double[1]);
            }

            fell |= guarded.Leader != master;
            isBack |= fell && guarded.Leader == master;
            CollectionAssert.AreEqual(Weights(alone), Weights(guarded));
        }

        Assert.AreEqual((true, true), (fell, isBack));

        static double[] Weights(RecurrentLearner<double> learner) => learner.Memory.Parameters.View<double>(learner.Nets[0].Core.Weights).ToArray();
    }

    [TestMethod]
    public void A_cell_holds_what_it_has_until_it_learns_to_forget()
    {
        var core = new RecurrentLearner<double>(3, 1, new() { Cell = RecurrentCell.Lstm, HiddenUnits = 64, Method = RecurrentMethod.SnAp1 });
        var weights = core.Memory.Parameters.View<double>(core.Leader.Core.Weights);
        var biases = weights[((core.Leader.Core.Rows - 1) * core.Leader.Core.Shape.GateStride)..];
        double[] means = new double[4];
        for (int gate = 0; gate < biases.Length; gate++)
        {
            means[gate / 64] += biases[gate] / 64;
        }

        Assert.AreEqual(1, means[1], 0.1);
        Assert.IsTrue(Math.Abs(means[0]) < 0.1 && Math.Abs(means[2]) < 0.1 && Math.Abs(means[3]) < 0.1, string.Join(' ', means));
    }

    [TestMethod]
    public void Options_out_of_range_are_refused_by_name()
    {
        AssertRefused(new() { HiddenUnits = 0 }, nameof(RecurrentOptions.HiddenUnits));
        AssertRefused(new() { Lambda = 1.1 }, nameof(RecurrentOptions.Lambda));
        AssertRefused(new() { Discount = double.NaN }, nameof(RecurrentOptions.Discount));
        AssertRefused(new() { SyntheticClip = 0 }, nameof(RecurrentOptions.SyntheticClip));
        AssertRefused(new() { HiddenUnits = 300, TraceMode = TraceMode.Full }, nameof(RecurrentOptions.HiddenUnits));
        AssertRefused(new() { Cell = RecurrentCell.Lstm, HiddenUnits = 129, Method = RecurrentMethod.RealTime }, nameof(RecurrentOptions.HiddenUnits));
        AssertRefused(new() { Method = (RecurrentMethod)99 }, nameof(RecurrentOptions.Method));
        Assert.AreEqual("classCount", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new RecurrentClassifier<float>(2, 1, new())).ParamName);

        static void AssertRefused(RecurrentOptions options, string name) =>
            Assert.AreEqual(name, Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new RecurrentLearner<float>(2, 1, options)).ParamName);
    }
}
