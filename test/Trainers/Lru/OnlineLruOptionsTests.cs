using AdaptiveML.Learners.Lru;
using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Online;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Lru;

[TestClass]
public sealed class OnlineLruOptionsTests
{
    private static readonly MLContext Context = Plant.Context;

    [TestMethod]
    public void The_simple_overload_writes_intervals()
    {
        var model = Context.Transforms.Concatenate("Features", "Load", "Temperature")
            .Append(Context.Regression.Trainers.OnlineLru(
                "Emission", confidenceLowerBoundColumn: "Low", confidenceUpperBoundColumn: "High", confidenceLevel: 0.8f))
            .Fit(Plant.HistoryView);
        Assert.AreEqual(0.8, ((LruRegressor<float>)model.LastTransformer.CreateLearner()).Options.ConfidenceLevel);
        foreach (var (low, high) in model.Scores("Low").Zip(model.Scores("High")))
        {
            Assert.IsLessThan(high, low);
        }
    }

    [TestMethod]
    [DataRow(LruModelKind.Combined)]
    [DataRow(LruModelKind.Unit)]
    [DataRow(LruModelKind.Stack)]
    public void The_gate_is_two_levels_down(LruModelKind kind)
    {
        var options = new OnlineLruOptions
        {
            LabelColumnName = "Emission",
            ModelKind = kind,
            Gate = new() { WinsorizeLimit = 7 },
            Training = new() { MaximumPasses = 1 },
        };
        var learner = Context.Transforms.Concatenate("Features", "Load", "Temperature")
            .Append(Context.Regression.Trainers.OnlineLru(options))
            .Fit(Plant.HistoryView).LastTransformer.CreateLearner();
        var gate = learner switch
        {
            LruRegressor<float> combined => combined.Options.Unit.Update.Gate,
            LruLearner<float> unit => unit.Options.Update.Gate,
            _ => ((LruStack<float>)learner).Options.Unit.Update.Gate,
        };
        Assert.AreEqual(7, gate.WinsorizeLimit);
        var invalid = options with { Gate = new() { WinsorizeLimit = 0 } };
        Assert.AreEqual("WinsorizeLimit", Assert.ThrowsExactly<ArgumentOutOfRangeException>(invalid.Validate).ParamName);
    }

    [TestMethod]
    [DataRow(12, null, false)]
    [DataRow(13, null, true)]
    [DataRow(13, false, false)]
    [DataRow(13, true, false)]
    public void Where_products_are_left_out_unasked_the_fit_says_so(int inputs, bool? products, bool isSaid)
    {
        var definition = SchemaDefinition.Create(typeof(WideRow));
        definition[nameof(WideRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, inputs);
        var rows = Enumerable.Range(0, 40).Select(i => new WideRow { Features = [.. Enumerable.Range(0, inputs).Select(j => MathF.Sin(i * j))], Label = i });
        var model = Context.Regression.Trainers.OnlineLru(new OnlineLruOptions { Combined = new() { Products = products } })
            .Fit(Context.Data.LoadFromEnumerable(rows, definition));
        string[] said = [.. model.FitMessages.Where(message => message.StartsWith("Products", StringComparison.Ordinal))];
        CollectionAssert.AreEqual(
            isSaid ? new[] { "Products of every two inputs are left out, since there are 13 inputs; Combined.Products = true sees them." } : [], said);
    }

    [TestMethod]
    public void A_row_whose_width_is_known_at_run_time_only_is_fitted_to_and_learnt_in_an_engine()
    {
        var definition = SchemaDefinition.Create(typeof(WideRow));
        definition[nameof(WideRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 2);
        WideRow[] rows = [.. Recording.History.Select(row => new WideRow { Features = [row.Load, row.Temperature], Label = row.Emission })];
        var model = Context.Regression.Trainers.OnlineLru().Fit(Context.Data.LoadFromEnumerable(rows, definition));
        using var engine = Context.Model.CreateOnlineEngine<WideRow, Estimate>(model, new() { InputSchemaDefinition = definition });
        using var shared = Context.Model.CreateSharedOnlineEngine<WideRow, Estimate>(model, new() { InputSchemaDefinition = definition });
        Assert.AreEqual(UpdateVerdict.Applied, engine.Learn(rows[0]).Verdict);
        Assert.AreEqual(UpdateVerdict.Applied, shared.Learn(rows[0]).Verdict);
        Assert.AreEqual(engine.Predict(rows[1]).Score, shared.Predict(rows[1]).Score);
        Assert.Throws<Exception>(() => Context.Model.CreateOnlineEngine<WideRow, Estimate>(model));
    }

    [TestMethod]
    public void The_result_class_can_be_told_what_to_read()
    {
        var definition = SchemaDefinition.Create(typeof(Estimate));
        definition[nameof(Estimate.Score)].ColumnName = "Load";
        using var engine = Context.Model.CreateOnlineEngine<Reading, Estimate>(Plant.Model, new() { OutputSchemaDefinition = definition });
        Assert.AreEqual(Recording.Future[0].Load, engine.Predict(Recording.Future[0]).Score);
    }

    private sealed class WideRow
    {
        public float[] Features { get; set; } = [];

        public float Label { get; set; }
    }
}
