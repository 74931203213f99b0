using AdaptiveML.Online;
using AdaptiveML.Pipeline.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline.Tests.Engine;

[TestClass]
public sealed class EngineSequencesTests : IDisposable
{
    private static readonly MLContext Context = Sample.Context;

    private readonly OnlineEngine<TimedRow, Scored> _engine = Engine(Grouped.Model);

    public void Dispose() => _engine.Dispose();

    [TestMethod]
    public void An_engine_that_observes_predicts_as_the_transformer_does()
    {
        var scores = Grouped.Model.Transform(Grouped.View).GetColumn<float>("Score").ToArray();
        for (int i = 0; i < Grouped.Count; i++)
        {
            Assert.AreEqual(scores[i], _engine.Predict(Grouped.Rows[i]).Score);
            _engine.Observe(Grouped.Rows[i]);
        }

        Assert.AreEqual(new SequenceCounts(Live: 4, Opened: 4, Evicted: 0, DuplicateTimes: 0, OutOfOrderTimes: 0), _engine.Sequences);
    }

    [TestMethod]
    public void A_row_is_learnt_as_much_as_it_weighs()
    {
        var learner = new LeakySum(3);
        float[] prediction = new float[1];
        var scored = new Scored();
        foreach (var row in Grouped.Rows)
        {
            var expected = learner.Learn(new() { Sequence = SequenceKey.Of(row.Group), Weight = row.Weight }, row.Features, [row.Label], prediction);
            Assert.AreEqual(expected, _engine.Learn(row, ref scored));
            Assert.AreEqual(prediction[0], scored.Score);
        }

        Assert.AreEqual(learner.Counts, _engine.Counts);
        Assert.AreEqual(learner.Weight, ((LeakySum)((OnlineTransformer)_engine.ToTransformer()).Model.CreateLearner()).Weight);
    }

    [TestMethod]
    [DataRow(float.NaN)]
    [DataRow(-1f)]
    [DataRow(float.PositiveInfinity)]
    public void A_weight_that_is_none_is_rejected_and_counted_and_the_row_is_followed(float weight)
    {
        using var following = Engine(Grouped.Model);

        var result = _engine.Learn(With(Grouped.Rows[0], weight: weight));
        following.Observe(Grouped.Rows[0]);

        Assert.AreEqual((UpdateVerdict.Rejected, UpdateReason.InvalidWeight), (result.Verdict, result.Reason));
        Assert.AreEqual(1, _engine.Counts.Rejected);
        Assert.AreEqual(following.Predict(Grouped.Rows[0]).Score, _engine.Predict(Grouped.Rows[0]).Score);
    }

    [TestMethod]
    public void A_row_whose_group_nobody_knows_teaches_nothing()
    {
        var (row, before) = (With(Grouped.Rows[0], group: ""), Grouped.Hash(_engine.ToTransformer()));

        var result = _engine.Learn(row);

        Assert.AreEqual((UpdateVerdict.Skipped, UpdateReason.UnknownSequence), (result.Verdict, result.Reason));
        Assert.AreEqual(default, _engine.Sequences);
        CollectionAssert.AreNotEqual(before, Grouped.Hash(_engine.ToTransformer()), "it was counted");
    }

    [TestMethod]
    public void Times_that_repeat_or_go_back_within_a_group_are_counted()
    {
        _engine.Learn(With(Grouped.Rows[0], group: "a", minute: 5));
        _engine.Learn(With(Grouped.Rows[0], group: "b", minute: 1));
        _engine.Observe(With(Grouped.Rows[0], group: "a", minute: 5));
        _engine.Predict(With(Grouped.Rows[0], group: "a", minute: 1));
        _engine.Learn(With(Grouped.Rows[0], group: "a", minute: 3));
        _engine.Learn(With(Grouped.Rows[0], group: "a", minute: 6));

        Assert.AreEqual(new SequenceCounts(Live: 2, Opened: 2, Evicted: 0, DuplicateTimes: 1, OutOfOrderTimes: 1), _engine.Sequences);
    }

    [TestMethod]
    public void A_group_more_than_there_is_room_for_and_the_one_silent_for_longest_begins_anew()
    {
        var model = Grouped.Over(Grouped.View.Schema, maximumSequences: 2);
        foreach (var each in new ITransformer[] { model, model.SavedAndLoaded() })
        {
            using var engine = Engine(each);
            TimedRow a = With(Grouped.Rows[4], group: "a"), b = With(Grouped.Rows[4], group: "b"), c = With(Grouped.Rows[4], group: "c");
            float first = engine.Predict(a).Score;
            engine.Observe(a);
            engine.Observe(b);
            engine.Observe(a);
            float third = engine.Predict(a).Score;

            engine.Observe(c);

            Assert.AreEqual(new SequenceCounts(Live: 2, Opened: 3, Evicted: 1, DuplicateTimes: 0, OutOfOrderTimes: 0), engine.Sequences);
            Assert.AreEqual(third, engine.Predict(a).Score, "used last");
            Assert.AreEqual(first, engine.Predict(b).Score, "made room");
            Assert.AreNotEqual(first, engine.Predict(c).Score);
        }
    }

    [TestMethod]
    public void A_checkpoint_goes_on_with_every_group_where_it_was()
    {
        using var file = new ModelFile();
        foreach (var row in Grouped.Rows[..150])
        {
            _engine.Learn(row);
        }

        _engine.CheckPoint(file.Path);
        using var resumed = Engine(new MLContext().Model.Load(file.Path, out _));
        Scored expected = new(), actual = new();
        foreach (var row in Grouped.Rows[150..])
        {
            Assert.AreEqual(_engine.Learn(row, ref expected), resumed.Learn(row, ref actual));
            Assert.AreEqual(expected.Score, actual.Score);
        }

        Assert.AreEqual(_engine.Sequences, resumed.Sequences);
        CollectionAssert.AreEqual(Grouped.Hash(_engine.ToTransformer()), Grouped.Hash(resumed.ToTransformer()));
    }

    [TestMethod]
    public void A_snapshot_brings_every_group_back()
    {
        Array.ForEach(Grouped.Rows[..50], row => _engine.Learn(row));
        var (snapshot, sequences) = (_engine.Snapshot(), _engine.Sequences);
        float[] then = Array.ConvertAll(Grouped.Rows[..8], row => _engine.Predict(row).Score);
        Array.ForEach(Grouped.Rows[50..], row => _engine.Learn(row));

        _engine.Restore(snapshot);

        Assert.AreEqual(sequences, _engine.Sequences);
        CollectionAssert.AreEqual(then, Array.ConvertAll(Grouped.Rows[..8], row => _engine.Predict(row).Score));
    }

    [TestMethod]
    public void Rows_without_the_time_or_the_weight_can_be_predicted_and_observed_but_not_learnt()
    {
        using var engine = Context.Model.CreateOnlineEngine<GroupedRow<string>, Scored>(Grouped.Model, new() { IgnoreMissingColumns = true });
        var row = new GroupedRow<string> { Group = "a", Features = [1, 2, 3] };

        Assert.AreEqual(engine.Predict(row).Score, engine.Predict(row).Score);
        Assert.AreEqual(UpdateVerdict.Skipped, engine.Observe(row).Verdict);
        Assert.Contains("no time to learn from: there is no column 'Time'", Assert.ThrowsExactly<InvalidOperationException>(() => engine.Learn(row)).Message);
        Assert.Contains("'Time'", Assert.ThrowsExactly<InvalidOperationException>(() => engine.Predict(row, "key")).Message);
        Assert.AreEqual(0, engine.PendingLabels);
    }

    [TestMethod]
    public void A_time_or_a_weight_of_another_type_is_named_when_it_is_to_be_learnt()
    {
        using var engine = Context.Model.CreateOnlineEngine<Mistyped, Scored>(
            Grouped.Over(Grouped.View.Schema, weight: "Time"), new() { IgnoreMissingColumns = true });

        engine.Predict(new() { Group = "a" });

        Assert.Contains(
            "column 'Time' is of type String, not Single", Assert.ThrowsExactly<InvalidOperationException>(() => engine.Learn(new() { Group = "a" })).Message);
    }

    [TestMethod]
    public void Rows_without_the_group_are_refused_at_once() => Assert.Contains(
        "group column 'Group'", Assert.Throws<Exception>(() => Context.Model.CreateOnlineEngine<Row, Scored>(Grouped.Model)).Message);

    [TestMethod]
    public void A_gap_begins_a_group_anew_and_keeps_what_was_learnt()
    {
        TimedRow a = With(Grouped.Rows[4], group: "a"), b = With(Grouped.Rows[4], group: "b"), other = With(Grouped.Rows[4], group: "other");
        _engine.Learn(a);
        _engine.Learn(b);
        var (first, second) = (_engine.Predict(other).Score, _engine.Predict(b).Score);

        _engine.Reset("a");

        Assert.AreEqual(first, _engine.Predict(a).Score);
        Assert.AreEqual(second, _engine.Predict(b).Score);
        _engine.Reset();
        Assert.AreEqual(first, _engine.Predict(b).Score);
        Assert.AreEqual(2, _engine.Sequences.Live);
    }

    [TestMethod]
    public void A_gap_is_declared_by_what_the_groups_are_made_of()
    {
        var numbers = Grouped.ViewOf([new GroupedRow<int>()]);
        using var integers = Context.Model.CreateOnlineEngine<GroupedRow<int>, Scored>(Grouped.Over(numbers.Schema), new() { IgnoreMissingColumns = true });
        using var single = Context.Model.CreateOnlineEngine<Row, Scored>(Sample.Model);
        var row = new GroupedRow<int> { Group = -7, Features = [1, 2, 3] };
        float first = integers.Predict(row).Score;
        integers.Observe(row);

        integers.Reset(-7);

        Assert.AreEqual(first, integers.Predict(row).Score);
        Assert.Contains("'Group' is an integer", Assert.ThrowsExactly<InvalidOperationException>(() => integers.Reset("a")).Message);
        Assert.Contains("'Group' is text", Assert.ThrowsExactly<InvalidOperationException>(() => _engine.Reset(1)).Message);
        Assert.Contains("no group column", Assert.ThrowsExactly<InvalidOperationException>(() => single.Reset("a")).Message);
    }

    [TestMethod]
    public void A_shared_engine_is_the_same()
    {
        using var shared = Context.Model.CreateSharedOnlineEngine<TimedRow, Scored>(Grouped.Model, new() { IgnoreMissingColumns = true });
        foreach (var row in Grouped.Rows)
        {
            shared.Learn(row);
            _engine.Learn(row);
        }

        Array.ForEach(["machine 1", "machine 2"], group =>
        {
            shared.Reset(group);
            _engine.Reset(group);
        });

        Assert.AreEqual(_engine.Sequences, shared.Sequences);
        CollectionAssert.AreEqual(Grouped.Hash(_engine.ToTransformer()), Grouped.Hash(shared.ToTransformer()));
        shared.Reset();
        _engine.Reset();
        CollectionAssert.AreEqual(Grouped.Hash(_engine.ToTransformer()), Grouped.Hash(shared.ToTransformer()));
        Assert.ThrowsExactly<InvalidOperationException>(() => shared.Reset(1));
    }

    [TestMethod]
    public void Nothing_is_allocated_a_row()
    {
        var scored = new Scored();

        Allocations.AssertNone(i =>
        {
            var row = Grouped.Rows[i % Grouped.Count];
            _engine.Predict(row, ref scored);
            _engine.Learn(row, ref scored);
            _engine.Observe(row);
        });
    }

    private static TimedRow With(TimedRow row, string? group = null, float weight = 1, int minute = 0) => new()
    {
        Group = group ?? row.Group,
        Features = row.Features,
        Label = row.Label,
        Weight = weight,
        Time = row.Time.AddMinutes(minute),
    };

    private static OnlineEngine<TimedRow, Scored> Engine(ITransformer model) =>
        Context.Model.CreateOnlineEngine<TimedRow, Scored>(model, new() { IgnoreMissingColumns = true });

    private sealed class Mistyped : GroupedRow<string>
    {
        public string Time { get; set; } = "";
    }
}
