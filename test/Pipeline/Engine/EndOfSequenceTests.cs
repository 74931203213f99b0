using AdaptiveML.Online;
using AdaptiveML.Pipeline.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline.Tests.Engine;

/// <summary>Sequences that end where a column says so, alone and among others.</summary>
[TestClass]
public sealed class EndOfSequenceTests
{
    private static readonly MLContext Context = Sample.Context;

    private static readonly EndingRow[] Rows = [.. Grouped.Rows.Select((row, i) => new EndingRow
    {
        Group = row.Group,
        Features = row.Features,
        Label = row.Label,
        Ends = i * 5 % 17 < 2,
        Index = i,
    })];

    private static readonly IDataView View = Grouped.ViewOf(Rows);

    [TestMethod]
    [DataRow("Group")]
    [DataRow(null)]
    public void Behind_its_end_a_sequence_begins_anew(string? group)
    {
        var model = Model(group);
        float[] expected = Expected(group);

        CollectionAssert.AreEqual(expected, Scores(model));
        CollectionAssert.AreEqual(expected, Scores(model.SavedAndLoaded()));
        CollectionAssert.AreEqual(expected, Scores(Context.Model.Rehydrate(model.SavedAndLoaded())));
        CollectionAssert.AreNotEqual(expected, Scores(Model(group, ends: null)));
    }

    [TestMethod]
    [DataRow("Group")]
    [DataRow(null)]
    public void An_engine_closes_a_sequence_at_its_end(string? group)
    {
        float[] expected = Expected(group);
        foreach (var model in new ITransformer[] { Model(group), Model(group).SavedAndLoaded() })
        {
            using var engine = Engine(model);
            foreach (var (i, row) in Rows.Index())
            {
                Assert.AreEqual(expected[i], engine.Predict(row).Score);
                Assert.AreEqual(expected[i], engine.Predict(row).Score, "it is pure");
                engine.Observe(row);
            }

            Assert.AreEqual(Rows.Count(row => row.Ends && (group is null || row.Group.Length > 0)), engine.Sequences.Opened - engine.Sequences.Live);
            Assert.AreEqual(0, engine.Sequences.Evicted);
        }
    }

    [TestMethod]
    public void What_is_learnt_is_what_the_learner_learns_of_such_rows()
    {
        var learner = new LeakySum(3);
        float[] prediction = new float[1];
        using var engine = Engine(Model("Group"));
        var scored = new Scored();
        foreach (var row in Rows)
        {
            var context = new RowContext { Sequence = row.Group.Length > 0 ? SequenceKey.Of(row.Group) : SequenceKey.Unknown, EndsSequence = row.Ends };
            Assert.AreEqual(learner.Learn(context, row.Features, [row.Label], prediction), engine.Learn(row, ref scored));
            Assert.AreEqual(prediction[0], scored.Score);
        }

        CollectionAssert.AreEqual(learner.Memory.Hash(), Grouped.Hash(engine.ToTransformer()));
        CollectionAssert.AreEqual(learner.Memory.Hash(), Grouped.Hash(Context.Model.Update(Model("Group"), View, out _)));
    }

    [TestMethod]
    public void A_view_that_adapts_learns_the_same()
    {
        using var engine = Engine(Model("Group"));
        var scored = new Scored();
        float[] expected = Array.ConvertAll(Rows, row =>
        {
            engine.Learn(row, ref scored);
            return scored.Score;
        });

        CollectionAssert.AreEqual(expected, Scores(Context.Model.AdaptInTransform(Model("Group").SavedAndLoaded())));
    }

    [TestMethod]
    public void Late_labels_end_in_the_learner_that_had_them_at_once()
    {
        using var late = Engine(Model("Group"));
        using var punctual = Engine(Model("Group"));
        var shuffled = new Random(1);
        foreach (var rows in Rows[..500].Chunk(20))
        {
            foreach (var row in rows)
            {
                late.Predict(row, $"{row.Index}");
                punctual.Learn(row);
            }

            shuffled.Shuffle(rows);
            Array.ForEach(rows, row => late.Learn($"{row.Index}", row.Label));
        }

        Assert.AreEqual(punctual.Sequences, late.Sequences);
        CollectionAssert.AreEqual(Grouped.Hash(punctual.ToTransformer()), Grouped.Hash(late.ToTransformer()));
    }

    [TestMethod]
    public void A_row_that_waits_ends_its_sequence_for_those_behind_it_at_once()
    {
        using var engine = Engine(Model("Group"));
        EndingRow first = new() { Group = "a", Features = [1, 2, 3], Ends = true }, second = new() { Group = "a", Features = [1, 2, 3] };
        float fresh = engine.Predict(second).Score;

        engine.Predict(first, "first");

        Assert.AreEqual(fresh, engine.Predict(second).Score);
    }

    [TestMethod]
    public void Without_the_column_nothing_is_scored_and_the_error_names_it()
    {
        var missing = Context.Transforms.DropColumns("Ends").Fit(View).Transform(View);
        var mistyped = Context.Transforms.Conversion.ConvertType("Ends", outputKind: DataKind.Single).Fit(View).Transform(View);

        Assert.Contains("end-of-sequence column 'Ends'", Assert.Throws<Exception>(() => Scores(Model("Group"), missing)).Message);
        Assert.Contains("end-of-sequence column 'Ends': expected Boolean", Assert.Throws<Exception>(() => Scores(Model("Group"), mistyped)).Message);
        Assert.Contains("Ends", Assert.Throws<Exception>(() => Scores(Model("Group").SavedAndLoaded(), missing)).Message);
        Assert.Contains(
            "end-of-sequence column 'Ends'",
            Assert.Throws<Exception>(() => Context.Model.CreateOnlineEngine<GroupedRow<string>, Scored>(Model("Group"))).Message);
    }

    [TestMethod]
    public void A_saved_model_knows_the_column()
    {
        var loaded = (OnlineTransformer)Context.Model.Rehydrate(Model("Group").SavedAndLoaded());

        Assert.AreEqual("Ends", loaded.Model.Columns.EndOfSequence);
        Assert.IsNull(((OnlineTransformer)Context.Model.Rehydrate(Model("Group", ends: null).SavedAndLoaded())).Model.Columns.EndOfSequence);
    }

    [TestMethod]
    public void A_group_that_begins_anew_is_another_sequence_of_the_recording()
    {
        var learner = new LeakySum(3);
        var model = Model("Group").Model;
        var rows = TrainingData.Read(View, model.Columns);
        OnlinePass.Run(learner, rows);

        Assert.AreEqual(learner.Memory.Sequences.Opened, model.FittedTo(rows).Recording!.Sequences);
    }

    private static LeakyTransformer Model(string? group, string? ends = "Ends") => new(new(
        new LeakyComponent(), OnlineColumns.For(View.Schema, "Features", "Label", "Score", group, endOfSequence: ends), new LeakySum(3)));

    private static OnlineEngine<EndingRow, Scored> Engine(ITransformer model) => Context.Model.CreateOnlineEngine<EndingRow, Scored>(model);

    private static float[] Scores(ITransformer model) => Scores(model, View);

    private static float[] Scores(ITransformer model, IDataView view) => [.. model.Transform(view).GetColumn<float>("Score")];

    /// <summary>
    /// The scores of the rows, each sequence followed by a learner of its own; of a row without a group, that of a learner which has seen nothing.
    /// </summary>
    private static float[] Expected(string? group)
    {
        Dictionary<string, LeakySum> learners = [];
        float[] prediction = new float[1];
        return Array.ConvertAll(Rows, row =>
        {
            string key = group is null ? "all" : row.Group;
            var learner = key.Length > 0 && learners.TryGetValue(key, out var known) ? known : new LeakySum(3);
            learners[key] = learner;
            learner.Predict(row.Features, prediction);
            learner.Observe(row.Features);
            if (row.Ends || key.Length == 0)
            {
                learners.Remove(key);
            }

            return prediction[0];
        });
    }
}
