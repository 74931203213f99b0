using AdaptiveML.Online;
using AdaptiveML.Pipeline.Tests.Support;
using Microsoft.ML;

namespace AdaptiveML.Pipeline.Tests.Engine;

[TestClass]
public sealed class LateLabelTests : IDisposable
{
    private readonly OnlineEngine<Row, Scored> _engine = Engine();
    private readonly OnlineEngine<Row, Scored> _punctual = Engine();

    public void Dispose()
    {
        _engine.Dispose();
        _punctual.Dispose();
    }

    [TestMethod]
    public void A_label_that_comes_at_once_is_learnt_as_if_it_had_come_with_its_row()
    {
        var scored = new Scored();
        foreach (var row in Sample.Rows[..200])
        {
            var expected = _punctual.Learn(row, ref scored);

            Assert.AreEqual(scored.Score, Predict(row));
            Assert.AreEqual(expected, Label(row));
        }

        AssertEqual();
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(7)]
    [DataRow(100)]
    public void Labels_in_any_order_end_in_the_learner_that_had_them_in_order(int delay)
    {
        var shuffled = new Random(delay);
        foreach (var rows in Sample.Rows[..300].Chunk(delay))
        {
            foreach (var row in rows)
            {
                Predict(row);
                _punctual.Learn(row);
            }

            shuffled.Shuffle(rows);
            foreach (var row in rows)
            {
                Label(row);
            }
        }

        Assert.AreEqual(0, _engine.PendingLabels);
        AssertEqual();
    }

    [TestMethod]
    public void A_row_is_predicted_from_all_rows_before_it_and_from_the_labels_that_have_come()
    {
        const int Delay = 5;
        for (int i = 0; i < 100; i++)
        {
            if (i >= Delay)
            {
                Label(Sample.Rows[i - Delay]);
                _punctual.Learn(Sample.Rows[i - Delay]);
            }

            using var copy = Engine(_punctual.ToTransformer());
            foreach (var row in Sample.Rows[Math.Max(0, i - Delay + 1)..i])
            {
                copy.Observe(row);
            }

            float expected = copy.Predict(Sample.Rows[i]).Score;
            Assert.AreEqual(expected, _engine.Predict(Sample.Rows[i]).Score, "pure");
            Assert.AreEqual(expected, Predict(Sample.Rows[i]));
        }

        Assert.AreEqual(Delay, _engine.PendingLabels);
    }

    [TestMethod]
    public void A_label_is_learnt_when_it_comes_whatever_older_ones_are_missing()
    {
        for (int i = 0; i < 4; i++)
        {
            Predict(Sample.Rows[i]);
        }

        Assert.AreEqual(UpdateVerdict.Applied, Label(Sample.Rows[1]).Verdict);
        Assert.AreEqual(UpdateVerdict.Applied, Label(Sample.Rows[2]).Verdict);

        Assert.AreEqual(2, _engine.Counts.Applied);
        Assert.AreEqual((2, 1), (_engine.PendingLabels, _engine.OvertakenLabels));
        _punctual.Observe(Sample.Rows[0]);
        _punctual.Learn(Sample.Rows[1]);
        _punctual.Learn(Sample.Rows[2]);
        _punctual.Observe(Sample.Rows[3]);
        Assert.AreEqual(_punctual.Predict(Sample.Rows[4]).Score, _engine.Predict(Sample.Rows[4]).Score);
        CollectionAssert.AreEqual(Hash(_punctual), Hash(_engine));
    }

    [TestMethod]
    public void A_label_that_was_overtaken_is_learnt_in_the_place_of_its_row()
    {
        for (int i = 0; i < 3; i++)
        {
            Predict(Sample.Rows[i]);
            _punctual.Learn(Sample.Rows[i]);
        }

        Label(Sample.Rows[2]);
        Assert.AreEqual(2, _engine.OvertakenLabels);

        Assert.AreEqual(UpdateVerdict.Applied, Label(Sample.Rows[1]).Verdict);
        Assert.AreEqual(UpdateVerdict.Applied, Label(Sample.Rows[0]).Verdict);

        Assert.AreEqual((0, 0), (_engine.PendingLabels, _engine.OvertakenLabels));
        AssertEqual();
    }

    [TestMethod]
    public void Rows_that_come_with_their_label_or_without_one_take_their_place_behind_those_that_wait()
    {
        var scored = new Scored();
        Predict(Sample.Rows[0]);
        _engine.Observe(Sample.Rows[1]);
        Assert.AreEqual(UpdateVerdict.Applied, _engine.Learn(Sample.Rows[2], ref scored).Verdict);
        Assert.AreEqual(Sample.Scores[2], scored.Score, "nothing had been learnt yet");
        Assert.AreEqual((1L, 2L), (_engine.Counts.Applied, _engine.Counts.Skipped));
        _engine.Learn(Sample.Rows[3]);
        _engine.Observe(Sample.Rows[4]);

        Label(Sample.Rows[0]);

        _punctual.Learn(Sample.Rows[0]);
        _punctual.Observe(Sample.Rows[1]);
        _punctual.Learn(Sample.Rows[2]);
        _punctual.Learn(Sample.Rows[3]);
        _punctual.Observe(Sample.Rows[4]);
        AssertEqual();
    }

    [TestMethod]
    public void A_label_that_turns_out_unknown_lets_the_rows_behind_it_go()
    {
        Predict(Sample.Rows[0]);
        Predict(Sample.Rows[1]);
        Label(Sample.Rows[1]);

        Assert.AreEqual(UpdateReason.MissingTarget, _engine.Learn("0", float.NaN).Reason);

        Assert.AreEqual(1, _engine.Counts.Applied);
        Assert.AreEqual(0, _engine.ExpiredLabels);
    }

    [TestMethod]
    public void A_row_without_a_label_in_time_is_given_up_and_counted()
    {
        var clock = new HandClock();
        using var engine = Engine(options: new() { LabelTimeLimit = TimeSpan.FromHours(1), TimeProvider = clock });
        engine.Predict(Sample.Rows[0], "late");
        clock.Now = TimeSpan.FromMinutes(30);
        engine.Predict(Sample.Rows[1], "in time");
        engine.Learn("in time", 1);
        clock.Now = TimeSpan.FromMinutes(60);
        Assert.AreEqual(2, engine.Predict(Sample.Rows[2], "last").Index, "at the limit");
        Assert.AreEqual(2, engine.PendingLabels);

        clock.Now = TimeSpan.FromMinutes(61);

        Assert.IsFalse(engine.TryLearn("late", 1, out _));
        Assert.AreEqual(1, engine.ExpiredLabels);
        Assert.AreEqual(1, engine.PendingLabels);
        _punctual.Observe(Sample.Rows[0]);
        _punctual.Learn(With(Sample.Rows[1], 1));
        Assert.AreEqual(_punctual.Counts, engine.Counts);
        engine.Learn("last", 7);
        _punctual.Learn(With(Sample.Rows[2], 7));
        CollectionAssert.AreEqual(Hash(_punctual), Hash(engine));
    }

    [TestMethod]
    public void One_row_more_than_are_kept_and_the_oldest_is_given_up()
    {
        using var engine = Engine(options: new() { PendingLabels = 3 });
        for (int i = 0; i < 10; i++)
        {
            engine.Predict(Sample.Rows[i], $"{i}");
            Assert.AreEqual(Math.Min(3, i + 1), engine.PendingLabels);
        }

        Assert.AreEqual(7, engine.ExpiredLabels);
        Assert.AreEqual(7, engine.Counts.Skipped);
        Assert.IsFalse(engine.TryLearn("6", 1, out _));
        Assert.IsTrue(engine.TryLearn("7", 1, out var result));
        Assert.AreEqual(UpdateVerdict.Applied, result.Verdict);
    }

    [TestMethod]
    public void A_key_that_is_not_known_is_named()
    {
        Predict(Sample.Rows[0]);
        Label(Sample.Rows[0]);

        Assert.Contains("'nobody'", Assert.ThrowsExactly<InvalidOperationException>(() => _engine.Learn("nobody", 1)).Message);
        Assert.Contains("'0'", Assert.ThrowsExactly<InvalidOperationException>(() => Label(Sample.Rows[0])).Message, "told already");
        Assert.ThrowsExactly<ArgumentNullException>(() => _engine.Predict(Sample.Rows[0], (string)null!));
    }

    [TestMethod]
    public void A_key_may_not_be_used_while_a_row_waits_under_it_and_is_free_afterwards()
    {
        Predict(Sample.Rows[0]);
        float before = _engine.Predict(Sample.Rows[1]).Score;

        Assert.Contains("'0'", Assert.ThrowsExactly<ArgumentException>(() => _engine.Predict(Sample.Rows[1], "0")).Message);

        Assert.AreEqual(before, _engine.Predict(Sample.Rows[1]).Score);
        Label(Sample.Rows[0]);
        _engine.Predict(Sample.Rows[1], "0");
        Assert.AreEqual(1, _engine.PendingLabels);
    }

    [TestMethod]
    public void A_checkpoint_has_followed_the_waiting_rows_and_learnt_the_labels_that_are_known()
    {
        using var file = new ModelFile();
        Predict(Sample.Rows[0]);
        Predict(Sample.Rows[1]);
        Label(Sample.Rows[1]);
        Predict(Sample.Rows[2]);

        _engine.CheckPoint(file.Path);
        using var resumed = Engine(new MLContext().Model.Load(file.Path, out _));

        _punctual.Observe(Sample.Rows[0]);
        _punctual.Learn(Sample.Rows[1]);
        _punctual.Observe(Sample.Rows[2]);
        CollectionAssert.AreEqual(Hash(_punctual), Hash(resumed));
        Assert.AreEqual(2, _engine.PendingLabels, "the engine itself goes on");
        Assert.AreEqual(0, resumed.PendingLabels);
    }

    [TestMethod]
    public void A_snapshot_gives_up_the_rows_that_wait_when_it_is_restored()
    {
        Predict(Sample.Rows[0]);
        var snapshot = _engine.Snapshot();
        Predict(Sample.Rows[1]);

        _engine.Restore(snapshot);

        _punctual.Observe(Sample.Rows[0]);
        Assert.AreEqual(0, _engine.PendingLabels);
        Assert.AreEqual(2, _engine.ExpiredLabels);
        AssertEqual();
    }

    [TestMethod]
    public void A_mode_that_follows_follows_and_a_frozen_one_stands_still()
    {
        foreach (var mode in new[] { UpdateMode.StateOnly, UpdateMode.Frozen })
        {
            using var late = Engine(options: new() { Mode = mode });
            using var punctual = Engine(options: new() { Mode = mode });
            for (int i = 0; i < 20; i++)
            {
                Assert.AreEqual(punctual.Predict(Sample.Rows[i]).Score, late.Predict(Sample.Rows[i], $"{i}").Score);
                punctual.Learn(Sample.Rows[i]);
            }

            for (int i = 0; i < 20; i++)
            {
                late.Learn($"{i}", Sample.Rows[i].Label);
            }

            CollectionAssert.AreEqual(Hash(punctual), Hash(late));
        }
    }

    [TestMethod]
    public void Any_mixture_of_calls_gives_what_the_rule_says()
    {
        const int Capacity = 5;
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var rule = new LateRule(Capacity);
            using var engine = Engine(options: new() { PendingLabels = Capacity });
            for (int i = 0; i < 200; i++)
            {
                var row = With(Sample.Rows[i], random.Next(5) == 0 ? float.NaN : random.Next(10));
                Assert.AreEqual(rule.Predict(row), engine.Predict(row).Score);
                switch (random.Next(4))
                {
                    case 0:
                        engine.Observe(row);
                        rule.Add(row, LateRule.Label.None);
                        break;
                    case 1:
                        engine.Learn(row);
                        rule.Add(row, LateRule.Label.Known);
                        break;
                    default:
                        engine.Predict(row, $"{i}");
                        rule.Add(row, LateRule.Label.Missing);
                        break;
                }

                int late = Math.Max(0, i - random.Next(8));
                Assert.AreEqual(rule.TryLabel(Sample.Rows[late].Index), engine.TryLearn($"{late}", Sample.Rows[late].Label, out _));
                Assert.AreEqual((rule.Pending, rule.Expired), (engine.PendingLabels, engine.ExpiredLabels));
            }

            CollectionAssert.AreEqual(rule.Present().Memory.Hash(), Hash(engine));
        }
    }

    [TestMethod]
    public void Bad_options_are_named()
    {
        Assert.AreEqual("PendingLabels", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Engine(options: new() { PendingLabels = 0 })).ParamName);
        Assert.AreEqual(
            "LabelTimeLimit", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Engine(options: new() { LabelTimeLimit = TimeSpan.Zero })).ParamName);
    }

    [TestMethod]
    public void A_label_that_is_a_number_is_not_told_as_text()
    {
        _engine.Predict(Sample.Rows[0], "first");

        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => _engine.Learn("first", "1"));

        Assert.Contains("'Label' are numbers", exception.Message);
        Assert.AreEqual(1, _engine.PendingLabels);
    }

    [TestMethod]
    public void Nothing_is_allocated_a_row_or_a_label()
    {
        string[] keys = [.. Enumerable.Range(0, 100).Select(i => $"key {i}")];
        var scored = new Scored();
        Allocations.AssertNone(i =>
        {
            _engine.Predict(Sample.Rows[i], keys[i % 100], ref scored);
            _engine.TryLearn(keys[(i + 50) % 100].AsSpan(), 1, out _);
        });
    }

    private float Predict(Row row) => _engine.Predict(row, $"{row.Index}").Score;

    private UpdateResult Label(Row row) => _engine.Learn($"{row.Index}", row.Label);

    private void AssertEqual()
    {
        Assert.AreEqual(_punctual.Counts, _engine.Counts);
        CollectionAssert.AreEqual(Hash(_punctual), Hash(_engine));
    }

    private static Row With(Row row, float label) => new() { Features = row.Features, Label = label, Index = row.Index };

    private static OnlineEngine<Row, Scored> Engine(ITransformer? model = null, OnlineEngineOptions? options = null) =>
        Sample.Context.Model.CreateOnlineEngine<Row, Scored>(model ?? Sample.Model, options);

    private static byte[] Hash(OnlineEngine<Row, Scored> engine) => ((OnlineTransformer)engine.ToTransformer()).Model.CreateLearner().Memory.Hash();
}
