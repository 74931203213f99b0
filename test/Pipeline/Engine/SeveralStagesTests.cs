using AdaptiveML.Online;
using AdaptiveML.Pipeline.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline.Tests.Engine;

/// <summary>Two online transformers with one of ML.NET's between: the second reads what the first predicted before it learnt.</summary>
[TestClass]
public sealed class SeveralStagesTests : IDisposable
{
    private static readonly Row[] Rows = Sample.Rows[..300];

    private static readonly ITransformer Model = Chained();

    private readonly OnlineEngine<Row, Scored> _engine = Engine(Model);

    public void Dispose() => _engine.Dispose();

    [TestMethod]
    public void Each_learner_does_what_it_would_with_the_inputs_that_come_to_it()
    {
        LeakySum first = new(3), second = new(5);
        float[] between = new float[1], prediction = new float[1];
        var scored = new Scored();
        foreach (var (i, row) in Rows.Index())
        {
            bool isLearnt = i % 3 != 0;
            first.Predict(row.Features, between);
            float[] input = [between[0], row.Index, .. row.Features];
            second.Predict(input, prediction);
            Assert.AreEqual(prediction[0], _engine.Predict(row).Score);
            if (isLearnt)
            {
                first.Learn(row.Features, [row.Label], between);
                var expected = second.Learn(input, [row.Label], prediction);
                Assert.AreEqual(expected, _engine.Learn(row, ref scored));
                Assert.AreEqual(prediction[0], scored.Score);
            }
            else
            {
                first.Observe(row.Features);
                Assert.AreEqual(second.Observe(input), _engine.Observe(row));
            }
        }

        CollectionAssert.AreEqual(first.Memory.Hash(), Hashes(_engine.ToTransformer())[0]);
        CollectionAssert.AreEqual(second.Memory.Hash(), Hashes(_engine.ToTransformer())[1]);
        Assert.AreEqual(first.Counts, _engine.Stages[0].Counts);
        Assert.AreEqual(second.Counts, _engine.Counts);
    }

    [TestMethod]
    public void An_update_and_a_view_that_adapts_do_the_same()
    {
        float[] scores = [.. Rows.Select(row =>
        {
            var scored = new Scored();
            _engine.Learn(row, ref scored);
            return scored.Score;
        })];

        var view = Sample.Context.Data.LoadFromEnumerable(Rows);
        var updated = Sample.Context.Model.Update(Model, view);
        var adapting = Sample.Context.Data.CreateEnumerable<Scored>(Sample.Context.Model.AdaptInTransform(Model).Transform(view), reuseRowObject: false);

        AssertEqual(updated, _engine.ToTransformer());
        CollectionAssert.AreEqual(scores, adapting.Select(row => row.Score).ToArray());
    }

    [TestMethod]
    public void A_label_that_is_told_at_once_is_learnt_by_both_as_if_it_had_come_with_its_row()
    {
        using var late = Engine(Model);
        foreach (var row in Rows)
        {
            var scored = new Scored();
            var expected = _engine.Learn(row, ref scored);
            Assert.AreEqual(scored.Score, late.Predict(row, "key").Score);
            Assert.AreEqual(expected, late.Learn("key", row.Label));
        }

        AssertEqual(_engine.ToTransformer(), late.ToTransformer());
    }

    [TestMethod]
    public void Labels_in_whatever_order_end_where_each_stage_has_learnt_its_rows_in_order()
    {
        using var late = Engine(Model);
        foreach (var rows in Rows.Chunk(10))
        {
            foreach (var row in rows)
            {
                late.Predict(row, $"{row.Index}");
                _engine.Predict(row, $"{row.Index}");
            }

            foreach (var row in rows)
            {
                _engine.Learn($"{row.Index}", row.Label);
            }

            foreach (var row in rows.Reverse())
            {
                late.Learn($"{row.Index}", row.Label);
            }
        }

        AssertEqual(_engine.ToTransformer(), late.ToTransformer());
        Assert.AreEqual((0, 0), (late.Stages[0].PendingLabels, late.PendingLabels));
    }

    [TestMethod]
    public void A_checkpoint_and_a_snapshot_hold_both()
    {
        using var file = new ModelFile();
        Array.ForEach(Rows[..150], row => _engine.Learn(row));
        var snapshot = _engine.Snapshot();
        _engine.CheckPoint(file.Path);
        Array.ForEach(Rows[150..], row => _engine.Learn(row));
        var expected = _engine.ToTransformer();

        using var loaded = Engine(Sample.Context.Model.Load(file.Path, out _));
        _engine.Restore(snapshot);
        foreach (var row in Rows[150..])
        {
            Assert.AreEqual(_engine.Learn(row), loaded.Learn(row));
        }

        AssertEqual(expected, _engine.ToTransformer());
        AssertEqual(expected, loaded.ToTransformer());
    }

    [TestMethod]
    public void A_gap_is_one_for_both()
    {
        Array.ForEach(Rows, row => _engine.Learn(row));
        var expected = Learners(_engine.ToTransformer());
        expected.ForEach(learner => learner.Reset());

        _engine.Reset();

        CollectionAssert.AreEqual(expected[0].Memory.Hash(), Hashes(_engine.ToTransformer())[0]);
        CollectionAssert.AreEqual(expected[1].Memory.Hash(), Hashes(_engine.ToTransformer())[1]);
    }

    [TestMethod]
    public void Nothing_is_allocated_for_a_row()
    {
        var scored = new Scored();

        Allocations.AssertNone(i => _engine.Learn(Rows[i % Rows.Length], ref scored));
    }

    private static TransformerChain<ITransformer> Chained()
    {
        var first = LeakyTransformer.Over(Sample.View.Schema, output: "First");
        var view = first.Transform(Sample.View);
        var between = Sample.Context.Transforms.Concatenate("Second", "First", "Index", "Features").Fit(view);
        view = between.Transform(view);
        return new(first, between, LeakyTransformer.Over(view.Schema, features: "Second", inputSize: 5));
    }

    private static OnlineEngine<Row, Scored> Engine(ITransformer model) => Sample.Context.Model.CreateOnlineEngine<Row, Scored>(model);

    private static List<IOnlineLearner<float>> Learners(ITransformer model) =>
        [.. Chain.ScoringStages(model).OfType<OnlineTransformer>().Select(stage => stage.Model.CreateLearner())];

    private static List<byte[]> Hashes(ITransformer model) => [.. Learners(model).Select(learner => learner.Memory.Hash())];

    private static void AssertEqual(ITransformer expected, ITransformer actual)
    {
        foreach (var (one, other) in Hashes(expected).Zip(Hashes(actual)))
        {
            CollectionAssert.AreEqual(one, other);
        }
    }
}
