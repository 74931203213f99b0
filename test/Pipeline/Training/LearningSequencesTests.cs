using AdaptiveML.Online;
using AdaptiveML.Pipeline.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline.Tests.Training;

/// <summary>Groups, times and weights where whole views are learnt: in the fit, inside Transform, and by an update.</summary>
[TestClass]
public sealed class LearningSequencesTests
{
    private static readonly MLContext Context = Sample.Context;

    [TestMethod]
    public void An_updated_model_has_learnt_as_the_engine_and_Transform_predicts_as_it_did()
    {
        using var engine = Context.Model.CreateOnlineEngine<TimedRow, Scored>(Grouped.Model, new() { IgnoreMissingColumns = true });
        var scored = new Scored();
        float[] scores = Array.ConvertAll(Grouped.Rows, row =>
        {
            engine.Learn(row, ref scored);
            return scored.Score;
        });

        CollectionAssert.AreEqual(Grouped.Hash(engine.ToTransformer()), Grouped.Hash(Context.Model.Update(Grouped.Model.SavedAndLoaded(), Grouped.View)));
        CollectionAssert.AreEqual(scores, Grouped.Model.Adapting().Transform(Grouped.View).GetColumn<float>("Score").ToArray());
    }

    [TestMethod]
    public void The_report_counts_the_sequences_of_the_new_rows_alone()
    {
        TimedRow[] rows = [Row("a", 1), Row("b", 5), Row("a", 1), Row("b", 3), Row("", 9), Row("c", 7, float.NaN)];
        var once = Context.Model.Update(Grouped.Over(Grouped.View.Schema, "Time", "Weight", maximumSequences: 2), Grouped.ViewOf(rows));

        Context.Model.Update(once, Grouped.ViewOf(rows), out var reports);

        var report = reports.Single();
        Assert.AreEqual(new SequenceCounts(Live: 2, Opened: 3, Evicted: 3, DuplicateTimes: 1, OutOfOrderTimes: 1), report.Sequences);
        Assert.AreEqual(1, report.RowsOfUnknownSequence);
        Assert.AreEqual(1, report.Counts.Rejected);
        Assert.Contains("Group: 2 live, 3 opened, 3 evicted, 1 rows without one", report.ToString());
        Assert.Contains("Time: 1 rows with a time seen already, 1 out of order", report.ToString());
    }

    [TestMethod]
    public void The_report_says_nothing_of_columns_that_are_not_named()
    {
        Context.Model.Update(Sample.Model, Sample.View, out var reports);

        Assert.AreEqual(1, reports.Single().Sequences.Live);
        Assert.DoesNotContain("live", reports.Single().ToString());
        Assert.DoesNotContain("out of order", reports.Single().ToString());
    }

    [TestMethod]
    public void The_mean_loss_counts_every_row_as_much_as_it_weighs()
    {
        TimedRow[] heavy = [Row("a", 1, 2), Row("a", 2, 0)], light = [Row("a", 1)];

        Context.Model.Update(Grouped.Model, Grouped.ViewOf(heavy), out var heavyReports);
        Context.Model.Update(Grouped.Model, Grouped.ViewOf(light), out var lightReports);

        Assert.AreEqual(lightReports.Single().MeanLoss, heavyReports.Single().MeanLoss);
    }

    [TestMethod]
    public void Keys_that_an_update_does_not_know_are_counted()
    {
        var keys = Context.Transforms.Conversion.MapValueToKey("Group").Fit(Grouped.ViewOf([Row("a", 0), Row("b", 0)]));
        var model = new TransformerChain<ITransformer>(keys, Grouped.Over(keys.GetOutputSchema(Grouped.View.Schema)));

        Context.Model.Update(model, Grouped.ViewOf([Row("a", 1), Row("z", 1), Row("b", 1)]), out var reports);

        Assert.AreEqual(KeyValuePair.Create("Group", 1L), reports.Single().MissingKeys.Single());
        Assert.AreEqual(1, reports.Single().RowsOfUnknownSequence);
        Assert.AreEqual(2, reports.Single().Sequences.Live);
    }

    [TestMethod]
    [DataRow("Time", "time column 'Time'")]
    [DataRow("Weight", "weight column 'Weight'")]
    [DataRow("Group", "group column 'Group'")]
    public void A_column_that_is_missing_where_rows_are_learnt_is_named(string column, string named)
    {
        var without = Context.Transforms.DropColumns(column).Fit(Grouped.View).Transform(Grouped.View);

        Assert.Contains(named, Refusal(() => Context.Model.Update(Grouped.Model, without)));
        Assert.Contains(named, Refusal(() => Grouped.Model.Adapting().Transform(without)));
        Assert.Contains(named, Refusal(() => TrainingData.Read(without, Grouped.Model.Model.Columns)));
    }

    [TestMethod]
    [DataRow("Time", "time column 'Time': expected DateTime, DateTimeOffset, TimeSpan or a number")]
    [DataRow("Weight", "weight column 'Weight': expected Single")]
    public void A_column_of_another_type_is_named(string column, string named)
    {
        var wrong = Context.Transforms.CopyColumns(column, "Group").Fit(Grouped.View).Transform(Grouped.View);

        Assert.Contains(named, Refusal(() => Context.Model.Update(Grouped.Model, wrong)));
        Assert.Contains(named, Refusal(() => Grouped.Model.Adapting().Transform(wrong)));
    }

    [TestMethod]
    public void Rows_without_a_label_column_are_followed_without_time_and_weight()
    {
        var view = Context.Transforms.DropColumns("Label", "Time", "Weight").Fit(Grouped.View).Transform(Grouped.View);

        CollectionAssert.AreEqual(Grouped.Scores(), Grouped.Model.Adapting().Transform(view).GetColumn<float>("Score").ToArray());
    }

    [TestMethod]
    public void Rows_are_read_with_their_sequence_time_and_weight()
    {
        var rows = TrainingData.Read(Grouped.View, Grouped.Model.Model.Columns);

        for (int i = 0; i < Grouped.Count; i++)
        {
            var expected = new RowContext
            {
                Sequence = SequenceKey.Of(Grouped.Rows[i].Group), Time = Grouped.Rows[i].Time.Ticks, Weight = Grouped.Rows[i].Weight,
            };
            Assert.AreEqual(expected, rows.Context(i));
        }
    }

    [TestMethod]
    public void A_model_knows_what_was_to_be_said_of_the_rows_of_its_fit()
    {
        TimedRow[] rows =
        [
            Row("a", 1), Row("b", 5), Row("a", 1), Row("b", 3), Row("", 9),
            Row("c", 7, float.NaN), Row("c", 8, -1), Row("b", 5), Row("b", 6, 0),
        ];
        var expected = new RecordingReport(
            Rows: 9, Sequences: 3, RowsOfUnknownSequence: 1, DuplicateTimes: 2, OutOfOrderTimes: 1, InvalidWeights: 2,
            EarliestTime: rows.Min(row => row.Time.Ticks), LatestTime: rows.Max(row => row.Time.Ticks));

        var model = new LeakyTransformer(Grouped.Model.Model.FittedTo(TrainingData.Read(Grouped.ViewOf(rows), Grouped.Model.Model.Columns)));

        Assert.AreEqual(expected, model.Model.Recording);
        Assert.AreEqual(expected, ((OnlineTransformer)Context.Model.Rehydrate(model.SavedAndLoaded())).Model.Recording);
        Assert.IsNull(Grouped.Model.Model.Recording);
        var damaged = new OnlineModel(
            new LeakyComponent(), Grouped.Model.Model.Columns, new LeakySum(3), new Dictionary<string, string> { ["recording"] = "{" });
        Assert.ThrowsExactly<InvalidDataException>(() => damaged.Recording);
    }

    private static string Refusal(Func<object> act) => Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => act()).Message;

    private static TimedRow Row(string group, int minute, float weight = 1) =>
        new() { Group = group, Features = [1, 2, 3], Label = 20, Time = new DateTime(2026, 1, 1, 0, minute, 0, DateTimeKind.Utc), Weight = weight };
}
