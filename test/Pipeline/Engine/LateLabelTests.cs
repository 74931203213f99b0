using AdaptiveML.Online;
using AdaptiveML.Pipeline.Tests.Support;
using Microsoft.ML;

namespace AdaptiveML.Pipeline.Tests.Engine;

[TestClass]
public sealed partial class LateLabelTests : IDisposable
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
    public void An_engine_that_is_not_to_learn_does_not_begin_to_when_it_goes_back()
    {
        var snapshot = _engine.Snapshot();
        Predict(Sample.Rows[0]);
        _engine.Mode = UpdateMode.StateOnly;

        _engine.Restore(snapshot);

        Assert.AreEqual(UpdateMode.StateOnly, _engine.Mode);
        _engine.Learn(Sample.Rows[1]);
        Assert.AreEqual(0, _engine.Counts.Applied);
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
