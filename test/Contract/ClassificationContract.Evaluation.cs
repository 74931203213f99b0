using AdaptiveML.Contract.Data;
using AdaptiveML.Contract.Lives;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace AdaptiveML.Contract;

/// <content>
/// ML.NET compares the number of a label's key with the slot of the score. Whatever the keys are, its figures are those that the names of the classes give.
/// </content>
public abstract partial class ClassificationContract<TLabel, TOutput>
{
    /// <summary>Another order than that of first appearance, with a value between that no row has.</summary>
    private TLabel[] Order => [Label(2), Unseen, Label(0), Label(1)];

    /// <summary>An order that is neither that of the fit nor that of first appearance.</summary>
    private TLabel[] OtherOrder => [Label(1), Label(0), Unseen, Label(2)];

    private Row<TLabel>[] HistoryRows => Labelled(Recording.History);

    /// <summary>Rows of which some have a label that the fit has not seen.</summary>
    private Row<TLabel>[] StrangeRows => Array.ConvertAll(FutureRows, row => IsStrange(row) ? With(row, Unseen) : row);

    [TestMethod]
    [EachLife]
    public void Evaluate_counts_as_the_names_do(Life life)
    {
        var model = LifeOf(Fit(Keyed(HistoryRows, Order)), life);

        Assert.AreEqual(4, ((VectorDataViewType)model.GetOutputSchema(Keyed(HistoryRows, Order).Schema)["Score"].Type).Size);
        Assert.IsGreaterThan(0.4, AssertRight(model, Keyed(FutureRows, Order), FutureRows));
        AssertRight(model, Keyed(StrangeRows, Order), StrangeRows);
    }

    [TestMethod]
    [DataRow(Life.Fitted)]
    [DataRow(Life.Rehydrated)]
    public void Evaluate_counts_as_the_names_do_where_the_keys_are_numbered_anew(Life life)
    {
        foreach (var fitted in (IDataView[])[Keyed(HistoryRows, Order), Context.Data.LoadFromEnumerable(HistoryRows)])
        {
            var model = LifeOf(Fit(fitted), life);

            AssertRight(model, Keyed(FutureRows, OtherOrder), FutureRows);
            AssertRight(model, Keyed(StrangeRows, OtherOrder), StrangeRows);
            AssertRight(model, Keyed(FutureRows, [Label(0), Label(1), Label(2)]), FutureRows);
        }
    }

    [TestMethod]
    [EachLife]
    public void Evaluate_counts_as_the_names_do_after_an_update(Life life)
    {
        var fitted = Fit(Keyed(HistoryRows, [Label(2), Label(0), Label(1)]));

        var model = LifeOf(Context.Model.Update(fitted, Keyed(StrangeRows, OtherOrder)), life);

        AssertRight(model, Keyed(FutureRows, [Label(2), Label(0), Label(1)]), FutureRows);
        if (life != Life.Loaded)
        {
            AssertRight(model, Keyed(StrangeRows, OtherOrder), StrangeRows);
        }
    }

    [TestMethod]
    [EachLife]
    public void Evaluation_by_name_takes_labels_of_any_form_and_a_loaded_model(Life life)
    {
        var model = LifeOf(Fit(Keyed(HistoryRows, Order)), life);

        foreach (var rows in (IDataView[])[Context.Data.LoadFromEnumerable(StrangeRows), Keyed(StrangeRows, OtherOrder), Keyed(StrangeRows, Order)])
        {
            var scored = model.Transform(rows);

            Assert.AreEqual(RightByName(scored, StrangeRows), Context.MulticlassClassification.EvaluateByName(scored).MicroAccuracy, 1e-9);
        }
    }

    [TestMethod]
    public void CrossValidate_counts_as_the_names_do()
    {
        var inside = Context.Transforms.Conversion.MapValueToKey("Label").Append(CreateEstimator(Context));
        foreach (var (rows, estimator) in ((IDataView, IEstimator<ITransformer>)[])
            [(Keyed(FutureRows, Order), CreateEstimator(Context)), (Context.Data.LoadFromEnumerable(FutureRows), inside)])
        {
            foreach (var fold in Context.MulticlassClassification.CrossValidate(rows, estimator, numberOfFolds: 3, seed: 1))
            {
                var labels = fold.ScoredHoldOutSet.GetColumn<float>("Index").Select(index => FutureRows[(int)index]).ToArray();

                Assert.AreEqual(RightByName(fold.ScoredHoldOutSet, labels), fold.Metrics.MicroAccuracy, 1e-9);
            }
        }
    }

    [TestMethod]
    public void Stock_importance_is_the_same_whatever_the_numbers_of_the_keys()
    {
        var model = (ISingleFeaturePredictionTransformer<Pipeline.OnlineModelParameters>)Fit(Keyed(HistoryRows, Order));

        var own = new MLContext(1).MulticlassClassification.PermutationFeatureImportance(model, Keyed(HistoryRows, Order));
        var other = new MLContext(1).MulticlassClassification.PermutationFeatureImportance(model, Keyed(HistoryRows, OtherOrder));

        Assert.IsLessThan(-0.1, own[0].MicroAccuracy.Mean);
        CollectionAssert.AreEqual(own.Select(each => each.MicroAccuracy.Mean).ToArray(), other.Select(each => each.MicroAccuracy.Mean).ToArray());
    }

    [TestMethod]
    public void A_label_that_is_mapped_keeps_its_values()
    {
        var scored = Fit(Keyed(HistoryRows, Order)).Transform(Keyed(StrangeRows, OtherOrder));

        var values = Context.Transforms.Conversion.MapKeyToValue("Label").Fit(scored).Transform(scored);

        CollectionAssert.AreEqual(Array.ConvertAll(StrangeRows, row => row.Label), values.GetColumn<TLabel>("Label").ToArray());
    }

    private static ITransformer LifeOf(ITransformer model, Life life) => life switch
    {
        Life.Fitted => model,
        Life.Loaded => model.SavedAndLoaded(Context.Data.LoadFromEnumerable<Row<TLabel>>([]).Schema),
        _ => Context.Model.Rehydrate(model.SavedAndLoaded(Context.Data.LoadFromEnumerable<Row<TLabel>>([]).Schema)),
    };

    /// <summary>Rows whose labels are keys with these values, in their order.</summary>
    private static IDataView Keyed(Row<TLabel>[] rows, TLabel[] values)
    {
        var labels = Context.Data.LoadFromEnumerable(values.Select(value => new Row<TLabel> { Label = value }));
        var view = Context.Data.LoadFromEnumerable(rows);
        var dictionary = Context.Transforms.SelectColumns("Label").Fit(labels).Transform(labels);
        return Context.Transforms.Conversion.MapValueToKey("Label", keyData: dictionary).Fit(view).Transform(view);
    }

    private static double AssertRight(ITransformer model, IDataView rows, Row<TLabel>[] labels)
    {
        var scored = model.Transform(rows);
        double expected = RightByName(scored, labels);

        Assert.AreEqual(expected, Context.MulticlassClassification.Evaluate(scored).MicroAccuracy, 1e-9);
        return expected;
    }

    /// <summary>The share of rows whose predicted class has the label's value.</summary>
    private static double RightByName(IDataView scored, Row<TLabel>[] labels)
    {
        var named = Context.Transforms.Conversion.MapKeyToValue("Named", "PredictedLabel")
            .Append(Context.Transforms.Conversion.ConvertType("Named", outputKind: DataKind.String)).Fit(scored).Transform(scored);
        return named.GetColumn<string>("Named").Zip(labels, (name, row) => name == $"{row.Label}" ? 1.0 : 0.0).Average();
    }
}
