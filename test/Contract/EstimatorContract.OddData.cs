using AdaptiveML.Contract.Data;
using AdaptiveML.Contract.Lives;
using AdaptiveML.Contract.Support;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace AdaptiveML.Contract;

/// <content>Data as users have them.</content>
public abstract partial class EstimatorContract<TLabel, TOutput>
{
    [TestMethod]
    [EachLife]
    public void Rows_are_scored_without_a_label_column(Life life) => CollectionAssert.AreEqual(Expected(Outputs), Lines(ModelOf(life), Unlabelled, Outputs));

    [TestMethod]
    [EachLife]
    public void A_label_that_nobody_has_set_teaches_nothing(Life life)
    {
        var rows = Array.ConvertAll(Recording.Future, step => new Row<TLabel> { Features = step.Row.Features, Group = step.Row.Group, Index = step.Row.Index });
        var view = LabelledView(rows);
        using var engine = Context.Model.CreatePredictionEngine<Row<TLabel>, TOutput>(ModelOf(life));

        CollectionAssert.AreEqual(Expected(Outputs), Lines(ModelOf(life), view, Outputs));
        CollectionAssert.AreEqual(Expected(Outputs), Lines(Array.ConvertAll(rows, engine.Predict)));
    }

    [TestMethod]
    public void A_column_named_probability_of_the_users_own_survives()
    {
        var rows = Array.ConvertAll(Labelled(Recording.Future), row => new RowWithProbability<TLabel>
        {
            Features = row.Features,
            Group = row.Group,
            Index = row.Index,
            Label = row.Label,
            Probability = row.Index + 1,
        });
        var view = LabelledView(rows);
        var lives = new ModelLives(Fit(view), view.Schema);
        string[] expected = Lines(lives.Fitted, view);

        if (!Outputs.Contains("Probability"))
        {
            CollectionAssert.AreEqual(Array.ConvertAll(rows, row => row.Probability), lives.Loaded.Transform(view).GetColumn<float>("Probability").ToArray());
        }

        CollectionAssert.AreEqual(expected, Lines(lives.Loaded, view));
        CollectionAssert.AreEqual(expected, Lines(lives.Rehydrated, view));
        CollectionAssert.AreEqual(expected, Lines(lives.Rehydrated.SavedAndLoaded(view.Schema), view));
    }

    [TestMethod]
    [EachLife]
    public void A_feature_that_is_not_a_number_does_not_poison_the_rows_behind_it(Life life)
    {
        var view = LabelledView(Broken(Labelled(Recording.Future)));

        string[] lines = Lines(ModelOf(life), view, Outputs);

        CollectionAssert.AreEqual(Expected(Outputs)[..20], lines[..20]);
        CollectionAssert.AreEqual(Lines(Model.Fitted, view, Outputs), lines);
        Assert.IsTrue(lines[^100..].All(line => !line.Contains("NaN") && !line.Contains("Infinity")), lines[^1]);
    }

    [TestMethod]
    public void Features_that_are_not_numbers_do_not_poison_the_fit()
    {
        string[] lines = Lines(Fit(LabelledView(Broken(Labelled(Recording.History)))), Future, Outputs);

        Assert.IsTrue(lines.All(line => !line.Contains("NaN") && !line.Contains("Infinity")), lines[0]);
    }

    [TestMethod]
    public void Features_that_are_not_numbers_are_said_once_in_the_log_with_their_count()
    {
        var rows = Broken(Labelled(Recording.History));
        int count = rows.Count(row => !row.Features.DenseValues().All(float.IsFinite));
        List<string> warnings = [];
        var context = new MLContext();
        context.Log += (_, message) => warnings.AddRange(message.Kind == ChannelMessageKind.Warning ? [message.RawMessage] : []);

        var fitted = Fit(LabelledView(rows));
        context.LogFitMessages(fitted);

        Assert.IsGreaterThan(0, count);
        bool allWereRefused = context.Model.Find<OnlineTransformer>(fitted).Model.CreateLearner().Count(UpdateReason.NonFiniteInput) >= count;
        string expected = $"{count} of {rows.Length} rows have an input that is missing or infinite{(allWereRefused ? ": they taught nothing" : "")}.";
        Assert.AreEqual(1, warnings.Count(warning => warning == expected), string.Join('\n', warnings));
        warnings.Clear();
        context.LogFitMessages(Model.Fitted);
        Assert.IsFalse(warnings.Any(warning => warning.Contains("missing or infinite")));
    }

    [TestMethod]
    [EachLife]
    public void A_view_without_rows_gives_one_without_rows(Life life)
    {
        var view = ModelOf(life).Transform(LabelledView(Array.Empty<Row<TLabel>>()));

        Assert.IsEmpty(Table.Of(view).Lines());
        CollectionAssert.AreEqual(
            SchemaTexts.Visible(ModelOf(life).Transform(Future).Schema)[^Outputs.Length..], SchemaTexts.Visible(view.Schema)[^Outputs.Length..]);
    }

    [TestMethod]
    public void A_view_without_rows_cannot_be_fitted() => Refusal.Of("no rows", () => Fit(LabelledView(Array.Empty<Row<TLabel>>())));

    [TestMethod]
    [EachLife]
    public void Sparse_features_are_the_same_features(Life life)
    {
        var sparse = Array.ConvertAll(Labelled(Recording.Future), Sparse);

        Assert.IsTrue(sparse.Any(row => !row.Features.IsDense));
        CollectionAssert.AreEqual(Expected(), Lines(ModelOf(life), LabelledView(sparse)));
    }

    [TestMethod]
    public void Sparse_features_fit_the_same_model() =>
        Assert.AreEqual(
            Payload(Model.Loaded),
            Payload(Fit(LabelledView(Array.ConvertAll(Labelled(Recording.History), Sparse))).SavedAndLoaded(History.Schema)));

    private static Row<TLabel> Sparse(Row<TLabel> row)
    {
        float[] dense = [.. row.Features.DenseValues()];
        int[] indices = [.. Enumerable.Range(0, dense.Length).Where(i => dense[i] != 0)];
        return new()
        {
            Features = new(dense.Length, indices.Length, [.. indices.Select(i => dense[i])], indices),
            Group = row.Group,
            Index = row.Index,
            Label = row.Label,
        };
    }

    /// <summary>Ten rows have a feature that is not a number, and one has none that is.</summary>
    private static Row<TLabel>[] Broken(Row<TLabel>[] rows) => Array.ConvertAll(rows, row =>
    {
        float[] features = [.. row.Features.DenseValues()];
        switch (row.Index)
        {
            case >= 20 and < 30:
                features[(int)row.Index % features.Length] = float.NaN;
                break;
            case 40:
                Array.Fill(features, float.NaN);
                break;
        }

        return new Row<TLabel> { Features = new(features.Length, features), Group = row.Group, Index = row.Index, Label = row.Label };
    });
}
