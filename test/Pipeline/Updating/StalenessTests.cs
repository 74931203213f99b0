using System.Globalization;
using AdaptiveML.Pipeline.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline.Tests.Updating;

/// <summary>What an update says of the stages in front of an online one.</summary>
[TestClass]
public sealed class StalenessTests
{
    private static readonly MLContext Context = Sample.Context;

    /// <summary>Features from 0 to 6, 1, and between -1 and 1.</summary>
    private static readonly OnlineTransformer Model = new LeakyTransformer(
        Sample.Model.Model.FittedTo(TrainingData.Read(Sample.View, Sample.Model.Model.Columns)));

    [TestMethod]
    public void Rows_outside_the_range_of_the_fit_are_counted_and_their_features_named()
    {
        Row[] rows =
        [
            new() { Features = [6, 1, 0] },
            new() { Features = [-1, 1, 2] },
            new() { Features = [9, float.NaN, 0] },
            new() { Features = [float.PositiveInfinity, 1, 0] },
        ];
        foreach (var model in new[] { Model, Model.SavedAndLoaded() })
        {
            var report = Report(model, rows);

            Assert.AreEqual(3, report.RowsOutOfRange);
            CollectionAssert.AreEqual(
                new FeatureOutOfRange[]
                {
                    new("Features[0]", 0, 3, new(0, 6), new(-1, 9)),
                    new("Features[2]", 2, 1, report.FeaturesOutOfRange[1].Fitted, (0, 2)),
                },
                report.FeaturesOutOfRange.ToArray());
            Assert.IsTrue(report.FeaturesOutOfRange[1].Fitted is { Minimum: > -1.01f and < -0.99f, Maximum: > 0.99f and < 1.01f });
        }
    }

    [TestMethod]
    public void The_rows_of_the_fit_are_within_the_range_of_the_fit_and_so_they_stay_after_an_update()
    {
        var updated = Context.Model.Update(Model, Context.Data.LoadFromEnumerable([new Row { Features = [100, 1, 0] }]));

        var report = Report(updated, Sample.Rows);

        Assert.AreEqual(0, report.RowsOutOfRange);
        Assert.IsEmpty(report.FeaturesOutOfRange);
        Assert.AreEqual(1, Report(updated, [new Row { Features = [100, 1, 0] }]).RowsOutOfRange, "the normaliser in front has not been fitted anew");
    }

    [TestMethod]
    public void Features_have_the_names_of_their_slots()
    {
        var concatenated = Context.Transforms.Concatenate("Inputs", "Label", "Index", "Label").Fit(Sample.View);
        var view = concatenated.Transform(Sample.View);
        var stage = LeakyTransformer.Over(view.Schema, features: "Inputs");
        var model = new LeakyTransformer(stage.Model.FittedTo(TrainingData.Read(view, stage.Model.Columns)));

        var report = Report(new TransformerChain<ITransformer>(concatenated, model), [new Row { Index = -1 }]);

        Assert.AreEqual("Index", report.FeaturesOutOfRange.Single().Name);
        Assert.AreEqual(1, report.FeaturesOutOfRange.Single().Index);
    }

    [TestMethod]
    public void A_model_that_does_not_know_its_range_says_so() => Assert.IsNull(Report(Sample.Model, Sample.Rows).RowsOutOfRange);

    [TestMethod]
    public void Keys_that_the_fit_has_not_seen_are_counted_also_where_they_are_hidden()
    {
        IEstimator<ITransformer> keys = Context.Transforms.Conversion.MapValueToKey("Hidden", "Index")
            .Append(Context.Transforms.Conversion.ConvertType("Hidden", "Index", DataKind.Single))
            .Append(Context.Transforms.Conversion.MapValueToKey("Vector", "Features"))
            .Append(Context.Transforms.Conversion.MapValueToKey("Known", "Label"));
        var fitted = keys.Fit(Sample.View);
        var model = new TransformerChain<ITransformer>(fitted, LeakyTransformer.Over(fitted.Transform(Sample.View).Schema));

        var report = Report(
            model, [Sample.Rows[0], new Row { Index = -1, Features = [0, 1, 77], Label = 3 }, new Row { Index = -2, Features = [0, 1, 0], Label = 3 }]);

        CollectionAssert.AreEquivalent(new KeyValuePair<string, long>[] { new("Hidden", 2), new("Vector", 1) }, report.MissingKeys.ToArray());
    }

    [TestMethod]
    public void The_report_reads_as_text()
    {
        string text = Report(Model, [new Row { Features = [9.5f, 1, 0] }]).ToString();

        Assert.Contains("'Score' from 'Features': 1 rows, 1 applied", text);
        Assert.Contains("Features[0]: 1 rows outside 0 to 6 of the fit, seen 9.5 to 9.5", text);
    }

    [TestMethod]
    public void The_report_of_many_features_and_keys_has_at_most_thirty_lines()
    {
        IEstimator<ITransformer> stages = Context.Transforms.Concatenate("Wide", [.. Enumerable.Repeat("Features", 100)]);
        for (int i = 0; i < 9; i++)
        {
            stages = stages.Append(Context.Transforms.Conversion.MapValueToKey($"Key{i}", "Index"));
        }

        var fitted = stages.Fit(Sample.View);
        var view = fitted.Transform(Sample.View);
        var stage = new LeakyTransformer(new(new LeakyComponent(), OnlineColumns.For(view.Schema, "Wide", "Label", "Score"), new LeakySum(300)));
        var model = new TransformerChain<ITransformer>(
            fitted, new LeakyTransformer(stage.Model.FittedTo(TrainingData.Read(view, stage.Model.Columns))));

        var report = Report(model, [new Row { Features = [9, 2, 3], Index = -1 }, new Row { Features = [float.NaN, 1, 9] }]);

        string[] lines = report.ToString().Split(Environment.NewLine);
        Assert.HasCount(300, report.FeaturesOutOfRange);
        Assert.IsLessThanOrEqualTo(30, lines.Length);
        Assert.Contains("288 more features outside their range in the fit", lines);
        Assert.Contains("4 more columns with such keys", lines);
        Assert.Contains("1 rows with an input that is missing or infinite: 1", lines);
    }

    [TestMethod]
    public void A_report_reaches_the_log()
    {
        var context = new MLContext();
        List<(Microsoft.ML.Runtime.ChannelMessageKind Kind, string Text)> log = [];
        context.Log += (_, message) => log.Add((message.Kind, message.RawMessage));
        Context.Model.Update(Model, Context.Data.LoadFromEnumerable([new Row { Features = [9.5f, 1, float.NaN] }]), out var reports);

        context.LogUpdate(reports);

        string[] Of(Microsoft.ML.Runtime.ChannelMessageKind kind) => [.. log.Where(line => line.Kind == kind).Select(line => line.Text)];
        Assert.Contains("'Score' from 'Features': 1 rows", string.Join('\n', Of(Microsoft.ML.Runtime.ChannelMessageKind.Info)));
        Assert.Contains("Features[0]: 1 rows outside", string.Join('\n', Of(Microsoft.ML.Runtime.ChannelMessageKind.Warning)));
        Assert.Contains("1 rows with an input that is missing or infinite: 0", Of(Microsoft.ML.Runtime.ChannelMessageKind.Warning));
    }

    [TestMethod]
    public void Ranges_come_back_from_their_text_whatever_the_culture()
    {
        FeatureRange[] ranges = [new(-1.5f, 1e-30f), FeatureRange.None, new(float.MinValue, float.MaxValue)];
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new("tr-TR");
            CollectionAssert.AreEqual(ranges, SavedRanges.Read(SavedRanges.AddTo(new Dictionary<string, string>(), ranges), 3));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [TestMethod]
    [DataRow("1 2 3")]
    [DataRow("1 x")]
    [DataRow("")]
    public void Ranges_that_cannot_be_read_are_refused(string text) =>
        Assert.ThrowsExactly<InvalidDataException>(() => SavedRanges.Read(new Dictionary<string, string> { ["features.ranges"] = text }, 1));

    [TestMethod]
    public void Rows_of_another_size_give_no_range() =>
        Assert.ThrowsExactly<ArgumentException>(() => Sample.Model.Model.FittedTo(new(2, 1)));

    private static UpdateReport Report(ITransformer model, Row[] rows)
    {
        Context.Model.Update(model, Context.Data.LoadFromEnumerable(rows), out var reports);
        return reports.Single();
    }
}
