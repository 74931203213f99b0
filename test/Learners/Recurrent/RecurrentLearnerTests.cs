using AdaptiveML.Learners.Recurrent;
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
        var learner = new RecurrentLearner<float>(2, 1, new() { HiddenUnits = 6, Schedule = UpdateSchedule.EndOfSequence, Discount = 1 });
        Learn(learner, 0, 203);
        byte[] payload = learner.Encode(new Dictionary<string, string>());
        var loaded = RecurrentLearner<float>.Decode(payload, LearnerPayload.ReadHeader(payload));
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
        Assert.AreEqual(3, ((RecurrentClassifier<float>)RecurrentLearner<float>.Decode(payload, LearnerPayload.ReadHeader(payload))).ClassCount);
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
    public void At_a_fallback_the_net_begins_anew_from_its_twin_with_a_synthesiser_that_knows_nothing_and_half_its_weight()
    {
        var rows = Streams.Drifting<double>(400, 2);
        var learner = new RecurrentLearner<double>(2, 1, new() { HiddenUnits = 4, Guard = new() { AuditEvery = 0, CompareEvery = 10, Blocks = 3 } });
        var master = learner.Leader;
        var psi = master.Synthetic!.Synthesizer.Psi;
        double weight = master.Synthetic.Weight(learner.Memory);
        bool knew = false;
        for (int row = 0; row < 400 && learner.Leader == master; row++)
        {
            knew |= learner.Memory.Parameters.View<double>(psi).ContainsAnyExcept(0.0);
            learner.Memory.Parameters.View<double>(master.Output.Map.Bias!.Value)[0] = 5;
            learner.Learn(rows.Input(row), rows.Target(row), new double[1]);
        }

        var parameters = learner.Memory.Parameters;
        Assert.AreEqual((RecurrentPhase.Fallback, true), (learner.Diagnostics.Phase, knew));
        Assert.IsFalse(parameters.View<double>(psi).ContainsAnyExcept(0.0), "g is zero");
        Assert.AreEqual(weight / 2, master.Synthetic.Weight(learner.Memory));
        CollectionAssert.AreEqual(parameters.View<double>(learner.Leader.Core.Weights).ToArray(), parameters.View<double>(master.Core.Weights).ToArray());
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
