using AdaptiveML.Online;
using AdaptiveML.Pipeline.Tests.Support;
using Microsoft.ML;

namespace AdaptiveML.Pipeline.Tests.Engine;

/// <summary>Late labels of several groups: the learner takes the rows of all in the one order in which they came.</summary>
[TestClass]
public sealed class LateSequencesTests : IDisposable
{
    private readonly OnlineEngine<TimedRow, Scored> _late = Engine();
    private readonly OnlineEngine<TimedRow, Scored> _punctual = Engine();

    public void Dispose()
    {
        _late.Dispose();
        _punctual.Dispose();
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(9)]
    [DataRow(60)]
    public void Labels_in_any_order_end_in_the_learner_that_had_them_at_once(int delay)
    {
        var shuffled = new Random(delay);
        foreach (var rows in Grouped.Rows.Index().Chunk(delay))
        {
            foreach (var (i, row) in rows)
            {
                _late.Predict(row, $"{i}");
                _punctual.Learn(row);
            }

            shuffled.Shuffle(rows);
            Array.ForEach(rows, each => _late.Learn($"{each.Index}", each.Item.Label));
        }

        AssertEqual();
    }

    [TestMethod]
    public void A_row_that_waits_counts_for_its_own_group_alone()
    {
        using var following = Engine();
        for (int i = 0; i < 100; i++)
        {
            Assert.AreEqual(following.Predict(Grouped.Rows[i]).Score, _late.Predict(Grouped.Rows[i], $"{i}").Score);
            following.Observe(Grouped.Rows[i]);
        }

        Assert.AreEqual(default, _late.Sequences, "the learner has come to none of them");
        Assert.AreEqual(following.Sequences, Sequences(_late));
    }

    [TestMethod]
    public void A_gap_takes_its_place_behind_the_rows_that_wait()
    {
        for (int seed = 0; seed < 10; seed++)
        {
            var random = new Random(seed);
            using var late = Engine();
            using var punctual = Engine();
            for (int i = 0; i < 200; i++)
            {
                switch (random.Next(10))
                {
                    case 0:
                        late.Reset();
                        punctual.Reset();
                        break;
                    case 1:
                        late.Reset($"machine {i % 4}");
                        punctual.Reset($"machine {i % 4}");
                        break;
                    default:
                        late.Predict(Grouped.Rows[i], $"{i}");
                        punctual.Learn(Grouped.Rows[i]);
                        break;
                }

                int told = Math.Max(0, i - random.Next(12));
                late.TryLearn($"{told}", Grouped.Rows[told].Label, out _);
            }

            for (int i = 0; i < 200; i++)
            {
                late.TryLearn($"{i}", Grouped.Rows[i].Label, out _);
            }

            Assert.AreEqual(0, late.PendingLabels);
            Assert.AreEqual(punctual.Counts, late.Counts);
            CollectionAssert.AreEqual(Grouped.Hash(punctual.ToTransformer()), Grouped.Hash(late.ToTransformer()));
        }
    }

    [TestMethod]
    public void A_gap_holds_at_once_for_the_rows_to_come()
    {
        var row = Grouped.Rows[0];
        float first = _late.Predict(row).Score;
        _late.Predict(row, "a");
        _late.Predict(row, "b");

        _late.Reset(row.Group);

        Assert.AreEqual(first, _late.Predict(row).Score);
        Assert.AreEqual(2, _late.PendingLabels);
        _late.Learn("b", row.Label);
        _late.Learn("a", row.Label);
        _punctual.Learn(row);
        _punctual.Learn(row);
        _punctual.Reset(row.Group);
        AssertEqual();
    }

    [TestMethod]
    public void A_gap_is_saved_with_the_rows_before_it_given_up()
    {
        _late.Predict(Grouped.Rows[0], "a");
        _late.Reset();
        _punctual.Observe(Grouped.Rows[0]);
        _punctual.Reset();

        AssertEqual();
    }

    [TestMethod]
    public void A_gap_takes_room()
    {
        using var engine = Engine(new() { PendingLabels = 2, IgnoreMissingColumns = true });
        engine.Predict(Grouped.Rows[0], "a");
        engine.Reset();

        engine.Reset();

        Assert.AreEqual(1, engine.ExpiredLabels);
        Assert.AreEqual(0, engine.PendingLabels);
    }

    [TestMethod]
    public void Nothing_is_allocated_a_row_or_a_label()
    {
        string[] keys = [.. Enumerable.Range(0, 100).Select(i => $"key {i}")];
        var scored = new Scored();

        Allocations.AssertNone(i =>
        {
            _late.Predict(Grouped.Rows[i % Grouped.Count], keys[i % 100], ref scored);
            _late.TryLearn(keys[(i + 50) % 100], 1, out _);
        });
    }

    private void AssertEqual() => CollectionAssert.AreEqual(Grouped.Hash(_punctual.ToTransformer()), Grouped.Hash(_late.ToTransformer()));

    private static SequenceCounts Sequences(OnlineEngine<TimedRow, Scored> engine) =>
        ((OnlineTransformer)engine.ToTransformer()).Model.CreateLearner().Memory.Sequences;

    private static OnlineEngine<TimedRow, Scored> Engine(OnlineEngineOptions? options = null) =>
        Sample.Context.Model.CreateOnlineEngine<TimedRow, Scored>(Grouped.Model, options ?? new() { IgnoreMissingColumns = true });
}
