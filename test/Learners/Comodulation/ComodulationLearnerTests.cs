using AdaptiveML.Learners.Comodulation;
using AdaptiveML.Learners.Saving;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>Tasks at work: chosen by row, learnt by row, saved and loaded.</summary>
[TestClass]
public sealed class ComodulationLearnerTests
{
    [TestMethod]
    public void The_task_is_chosen_by_the_row_and_a_name_that_is_not_known_is_scored_by_the_base()
    {
        var model = RelatedTasks.Fit<float>();
        var learner = model.ForTask("a").CreateLearner();
        var rows = RelatedTasks.Rows<float>(4, 30, seed: 3);
        float[] prediction = new float[4];
        foreach (var (key, expected) in new[]
        {
            (SequenceKey.Of("b"), model.ForTask("b")), (default(SequenceKey), model.ForTask("a")),
            (SequenceKey.Of("stranger"), model.Base), (SequenceKey.Unknown, model.Base),
        })
        {
            float[] whole = RelatedTasks.Probabilities(expected, rows);
            for (int row = 0; row < rows.Count; row++)
            {
                learner.Predict(new() { Sequence = key }, rows.Input(row), prediction);
                CollectionAssert.AreEqual(whole[(2 * row)..(2 * row + 2)], prediction[..2]);
                Assert.AreEqual(1, prediction[0] + prediction[1], 1e-6f);
            }
        }
    }

    [TestMethod]
    [DataRow(AdaptationMethod.Logistic)]
    [DataRow(AdaptationMethod.LogisticWithBase)]
    [DataRow(AdaptationMethod.Blend)]
    [DataRow(AdaptationMethod.Readout)]
    [DataRow(AdaptationMethod.Gain)]
    [DataRow(AdaptationMethod.Comodulation)]
    [DataRow(AdaptationMethod.GainAndReadout)]
    public void A_task_learns_row_by_row_and_touches_no_other(AdaptationMethod method)
    {
        var options = RelatedTasks.Small with { Online = new() { LearningRate = 0.01 } };
        var model = RelatedTasks.Fit<float>(options).Adapt(
            "new",
            RelatedTasks.Rows<float>(4, 6),
            options.Adaptation with { Method = method, Parts = method == AdaptationMethod.Blend ? 2 : 0, MaximumSteps = 20 });
        var learner = model.CreateLearner();
        var rows = RelatedTasks.Rows<float>(4, 600, seed: 3);
        float[] prediction = new float[4];
        double early = 0, late = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            var result = learner.Learn(new() { Sequence = SequenceKey.Of("new") }, rows.Input(row), rows.Target(row), prediction);
            Assert.AreEqual((UpdateVerdict.Applied, UpdateReason.None), (result.Verdict, result.Reason));
            early += row < 100 ? result.Loss : 0;
            late += row >= 500 ? result.Loss : 0;
        }

        Assert.IsLessThan(early, late);
        var learnt = learner.ToModel();
        CollectionAssert.AreEqual(model.BaseHash(), learnt.BaseHash());
        foreach (string other in RelatedTasks.Primary)
        {
            CollectionAssert.AreEqual(RelatedTasks.Probabilities(model.ForTask(other), rows), RelatedTasks.Probabilities(learnt.ForTask(other), rows));
        }

        if (method == AdaptationMethod.Comodulation)
        {
            Assert.AreEqual(1, learnt["new"].Gain.Average(gain => (double)gain), 1e-6);
            CollectionAssert.AreNotEqual(model["new"].Gain.ToArray(), learnt["new"].Gain.ToArray());
        }
    }

    [TestMethod]
    public void A_row_without_a_task_without_a_label_or_of_a_strange_class_teaches_nothing()
    {
        var learner = RelatedTasks.Fit<float>().CreateLearner();
        float[] input = [1, 2, 3, 4, 5], prediction = new float[4];
        byte[] parameters = [.. learner.Memory.Parameters.Bytes];
        var known = new RowContext { Sequence = SequenceKey.Of("a") };
        Assert.AreEqual(UpdateReason.NothingToLearn, learner.Learn(default, input, [1f], prediction).Reason);
        Assert.AreEqual(UpdateReason.NothingToLearn, learner.Learn(new() { Sequence = SequenceKey.Of("stranger") }, input, [1f], prediction).Reason);
        Assert.AreEqual(UpdateReason.MissingTarget, learner.Learn(known, input, [float.NaN], prediction).Reason);
        Assert.AreEqual(UpdateReason.UnknownLabel, learner.Learn(known, input, [2f], prediction).Reason);
        Assert.AreEqual(UpdateReason.UnknownLabel, learner.Learn(known, input, [0.5f], prediction).Reason);
        CollectionAssert.AreEqual(parameters, learner.Memory.Parameters.Bytes.ToArray());
        Assert.AreEqual(UpdateVerdict.Applied, learner.Learn(known, input, [1f], prediction).Verdict);
        CollectionAssert.AreNotEqual(parameters, learner.Memory.Parameters.Bytes.ToArray());
    }

    [TestMethod]
    public void Saved_and_loaded_with_all_tasks_it_goes_on_with_the_same_bits()
    {
        var model = RelatedTasks.Fit<float>().Adapt(
            "new",
            RelatedTasks.Rows<float>(4, 24),
            RelatedTasks.Small.Adaptation with { Method = AdaptationMethod.Comodulation }).Adapt("chosen", RelatedTasks.Rows<float>(5, 24)).ForTask("new");
        var rows = RelatedTasks.Rows<float>(4, 300, seed: 3);
        var learner = model.CreateLearner();
        learner.Learn(rows, 0, 137);
        byte[] payload = learner.Encode(new Dictionary<string, string>());
        float[] expected = learner.Learn(rows, 137, 300);

        var loaded = ComodulationLearner<float>.Codec.Decode(payload, LearnerPayload.ReadHeader(payload));
        Assert.AreEqual("new", loaded.Configuration.Active);
        CollectionAssert.AreEqual(model.BaseHash(), loaded.ToModel().BaseHash());
        Assert.AreEqual(model["chosen"].Descriptor.Quality!.Reason, loaded.ToModel()["chosen"].Descriptor.Quality!.Reason);
        CollectionAssert.AreEqual(expected, loaded.Learn(rows, 137, 300));
        Assert.AreEqual(learner.HashText(), loaded.HashText());
        CollectionAssert.AreEqual(
            RelatedTasks.Probabilities(learner.ToModel().ForTask("chosen"), rows), RelatedTasks.Probabilities(loaded.ToModel().ForTask("chosen"), rows));
    }

    [TestMethod]
    public void Switching_tasks_from_row_to_row_allocates_nothing()
    {
        var learner = RelatedTasks.Fit<float>().CreateLearner();
        SequenceKey[] keys = [.. RelatedTasks.Primary.Select(name => SequenceKey.Of(name)), SequenceKey.Of("stranger")];
        float[] input = [1, 2, 3, 4, 5], prediction = new float[4];
        Score();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Score();
        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Score()
        {
            for (int row = 0; row < 400; row++)
            {
                learner.Predict(new() { Sequence = keys[row % keys.Length] }, input, prediction);
                learner.Learn(new() { Sequence = keys[row % keys.Length] }, input, [row % 2], prediction);
            }
        }
    }
}
