using AdaptiveML.Online;
using AdaptiveML.Pipeline.Tests.Support;
using Microsoft.ML;

namespace AdaptiveML.Pipeline.Tests.Engine;

public sealed partial class LateLabelTests
{
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
    [DataRow(0, DisplayName = "no label comes")]
    [DataRow(1, DisplayName = "every label comes ten rows late, but one in ten never does")]
    public void A_row_costs_no_more_where_as_many_wait_as_are_kept(int labels)
    {
        using var engine = Engine(options: new() { PendingLabels = 200 });
        int before = 0;
        for (int i = 0; i < 1000; i++)
        {
            if (i == 500)
            {
                before = LeakySum.Steps;
            }

            engine.Predict(Sample.Rows[i], $"{i}");
            if (labels == 1 && i >= 10 && i % 10 != 0)
            {
                engine.Learn($"{i - 10}", 1);
            }
        }

        // One step to follow the row, one to give the oldest up, and with a label one to learn it and ten to follow the rows since.
        Assert.IsLessThanOrEqualTo(500 * (labels == 0 ? 2 : 14), LeakySum.Steps - before);
    }

    [TestMethod]
    public void A_label_that_never_comes_is_given_up_after_a_day()
    {
        var clock = new HandClock();
        using var engine = Engine(options: new() { TimeProvider = clock });
        engine.Predict(Sample.Rows[0], "never");
        clock.Now = TimeSpan.FromHours(24);
        engine.Predict(Sample.Rows[1], "at the limit");
        Assert.AreEqual(2, engine.PendingLabels);

        clock.Now += TimeSpan.FromSeconds(1);
        engine.Observe(Sample.Rows[2]);

        Assert.AreEqual((1, 1L), (engine.PendingLabels, engine.ExpiredLabels));
    }

    [TestMethod]
    public void How_long_learning_has_stood_is_a_figure()
    {
        var clock = new HandClock();
        using var engine = Engine(options: new() { TimeProvider = clock });
        engine.Learn(Sample.Rows[0]);
        clock.Now = TimeSpan.FromMinutes(3);
        engine.Predict(Sample.Rows[1], "late");
        engine.Observe(Sample.Rows[2]);
        Assert.AreEqual((2L, TimeSpan.FromMinutes(3)), (engine.RowsSinceUpdate, engine.TimeSinceUpdate));

        engine.Learn("late", 1);

        Assert.AreEqual((0L, TimeSpan.Zero), (engine.RowsSinceUpdate, engine.TimeSinceUpdate));
        engine.Learn(With(Sample.Rows[3], float.NaN));
        Assert.AreEqual(1, engine.RowsSinceUpdate);
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
}
