using AdaptiveML.Pipeline;
using AdaptiveML.Streams;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Trainers.Tests.Recurrent;

/// <summary>Classes are judged in a stream by their values, whatever the label column is made of, and by the probabilities that were given to them.</summary>
[TestClass]
public sealed class PrequentialClassTests
{
    private static readonly MLContext Context = new(1);

    private static readonly BpLambdaOptions Small = new()
    {
        Method = Online.RecurrentMethod.Truncated, Truncation = 2, HiddenUnits = 4, Training = new() { MaximumPasses = 2 },
    };

    private static readonly Step[] Rows =
    [
        .. Enumerable.Range(0, 400).Select(i => new Step
        {
            Features = [i % 3, (i / 40) % 2],
            Name = i % 17 == 3 ? "" : i % 3 == 0 ? "zero" : (i / 40) % 2 == 0 ? "one" : "two",
            IsZero = i % 3 == 0,
        }),
    ];

    private static readonly IDataView History = Context.Data.LoadFromEnumerable(Rows[..300]);
    private static readonly IDataView Future = Context.Data.LoadFromEnumerable(Rows[300..]);

    [TestMethod]
    public void Text_is_judged_as_it_stands_in_the_columns_of_a_model_that_adapts()
    {
        var model = Context.MulticlassClassification.Trainers.BpLambda(Small with { LabelColumnName = "Name" }).Fit(History);

        var result = Context.Model.EvaluatePrequential(model, Future);

        AssertJudged(model, result["frozen"].Classification);
        AssertJudged(Context.Model.AdaptInTransform(model), result["model"].Classification);
        string[] labels = [.. Rows[300..].Select(row => row.Name)];
        int same = Enumerable.Range(1, 99).Count(i => labels[i].Length > 0 && labels[i] == labels[..i].Last(label => label.Length > 0));
        Assert.AreEqual(same / (double)result["no change"].Overall.Rows, result["no change"].Classification.Accuracy, 1e-12);
        Assert.AreEqual(0, result["no change"].Classification.KappaTemporal, 1e-12);
        double loss = Enumerable.Range(0, 100).Where(i => i > 0 && labels[i].Length > 0).Average(i =>
            -Math.Log((labels[..i].Count(label => label == labels[i]) + 1.0) / (labels[..i].Count(label => label.Length > 0) + 4)));
        Assert.AreEqual(loss, result["majority"].Classification.LogLoss, 1e-9, "of three classes, and what is none of them");
    }

    [TestMethod]
    public void Keys_and_models_of_MLNet_are_judged_by_what_their_keys_stand_for()
    {
        var known = Context.Data.LoadFromEnumerable(Rows[..300].Where(row => row.Name.Length > 0));
        var plain = Context.Transforms.Conversion.MapValueToKey("Key", "Name")
            .Append(Context.MulticlassClassification.Trainers.SdcaMaximumEntropy("Key"))
            .Append(Context.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(known);
        var ours = Context.Transforms.Conversion.MapValueToKey("Label", "Name", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
            .Append(Context.MulticlassClassification.Trainers.BpLambda(Small)).Fit(known);

        var result = Context.Model.EvaluatePrequential(
            [new("ours", ours) { Learns = false }, new("plain", plain)], Future, new() { LabelColumnName = "Name", Loss = PrequentialLoss.Squared });

        AssertJudged(ours, result["ours"].Classification);
        AssertJudged(plain, result["plain"].Classification);
        Assert.AreEqual(result["ours"].Classification.LogLoss - result["plain"].Classification.LogLoss, result.Compare("ours", "plain").Difference, 0.2);
    }

    [TestMethod]
    public void A_label_that_is_no_class_counts_as_wrong_and_has_no_probability()
    {
        var model = Context.MulticlassClassification.Trainers.BpLambda(Small with { LabelColumnName = "Name" }).Fit(History);
        var strange = Rows[300..].Select(row => new Step { Features = row.Features, Name = "another" });

        var figures = Context.Model.EvaluatePrequential([new("model", model)], Context.Data.LoadFromEnumerable(strange))["model"].Classification;

        Assert.AreEqual((100, 0, double.NaN), (figures.Rows, figures.Accuracy, figures.LogLoss));
    }

    [TestMethod]
    public void True_and_false_are_judged_by_their_probability()
    {
        var model = Context.BinaryClassification.Trainers.BpLambda(Small with { LabelColumnName = "IsZero" }).Fit(History);
        var scored = model.Transform(Future);
        bool[] labels = [.. Rows[300..].Select(row => row.IsZero)], predicted = [.. scored.GetColumn<bool>("PredictedLabel")];
        float[] probabilities = [.. scored.GetColumn<float>("Probability")];

        var figures = Context.Model.EvaluatePrequential([new("model", model) { Learns = false }], Future)["model"].Classification;

        Assert.AreEqual(labels.Zip(predicted).Average(pair => pair.First == pair.Second ? 1.0 : 0), figures.Accuracy, 1e-12);
        Assert.AreEqual(labels.Zip(probabilities).Average(pair => -Math.Log(pair.First ? pair.Second : 1 - (double)pair.Second)), figures.LogLoss, 1e-9);
    }

    private static void AssertJudged(ITransformer model, ClassificationFigures actual)
    {
        var scored = model.Transform(Future);
        var asText = scored.Schema["PredictedLabel"].Type is KeyDataViewType
            ? Context.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(scored).Transform(scored) : scored;
        string[] predicted = [.. asText.GetColumn<string>("PredictedLabel")];
        float[][] scores = [.. scored.GetColumn<float[]>("Score")];
        VBuffer<ReadOnlyMemory<char>> names = default;
        scored.Schema["Score"].GetSlotNames(ref names);
        string[] slots = [.. names.DenseValues().Select(name => name.ToString())];
        int[] judged = [.. Enumerable.Range(0, 100).Where(i => Rows[300 + i].Name.Length > 0)];
        Assert.AreEqual(judged.Length, actual.Rows);
        Assert.AreEqual(judged.Average(i => predicted[i] == Rows[300 + i].Name ? 1.0 : 0), actual.Accuracy, 1e-12);
        Assert.AreEqual(judged.Average(i => -Math.Log(scores[i][Array.IndexOf(slots, Rows[300 + i].Name)])), actual.LogLoss, 1e-6);
    }

    private sealed class Step
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [0, 0];

        public string Name { get; set; } = "";

        public bool IsZero { get; set; }
    }
}
