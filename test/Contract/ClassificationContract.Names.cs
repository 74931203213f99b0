using AdaptiveML.Contract.Data;
using AdaptiveML.Contract.Lives;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace AdaptiveML.Contract;

/// <content>What the scores are called, and which classes came to be.</content>
public abstract partial class ClassificationContract<TLabel, TOutput>
{
    [TestMethod]
    [EachLife]
    public void An_engine_and_a_model_of_any_life_name_the_scores(Life life)
    {
        using var engine = Context.Model.CreateOnlineEngine<Row<TLabel>, TOutput>(ModelOf(life));
        using var shared = Context.Model.CreateSharedOnlineEngine<Row<TLabel>, TOutput>(ModelOf(life));
        string unseen = $"{Unseen}";

        CollectionAssert.AreEqual(Classes, engine.ClassNames.ToArray());
        CollectionAssert.AreEqual(Classes, Context.Model.ClassNames(ModelOf(life)).ToArray());
        Assert.IsNull(engine.Learn(FutureRows[0]).OpenedClass);

        var row = With(FutureRows[0], Unseen);
        Assert.AreEqual(OpensClasses ? unseen : null, engine.Learn(row).OpenedClass);
        Assert.IsNull(engine.Learn(row).OpenedClass);
        string[] expected = OpensClasses ? [.. Classes, unseen] : Classes;
        CollectionAssert.AreEqual(expected, engine.ClassNames.ToArray());
        CollectionAssert.AreEqual(expected, Context.Model.ClassNames(engine.ToTransformer()).ToArray());
        shared.Predict(row, "late");
        Assert.AreEqual(OpensClasses ? unseen : null, shared.Learn("late", unseen).OpenedClass);
        CollectionAssert.AreEqual(expected, shared.ClassNames.ToArray());
    }

    [TestMethod]
    [EachLife]
    public void An_update_names_the_classes_that_it_opens_and_the_rows_that_are_not_whole(Life life)
    {
        var rows = StrangeRows;
        rows[7].Features = new(Drive.Width, [float.NaN, 1, 1]);

        Context.Model.Update(ModelOf(life), LabelledView(rows), out var reports);

        CollectionAssert.AreEqual(OpensClasses ? new[] { $"{Unseen}" } : [], reports[0].OpenedClasses.ToArray());
        Assert.AreEqual((1L, 7L), (reports[0].RowsWithMissingInput, reports[0].FirstRowsWithMissingInput.Single()));
        Assert.Contains("1 rows with an input that is missing or infinite: 7", reports[0].ToString());
        Assert.AreEqual(OpensClasses, reports[0].ToString().Contains($"opened classes: '{Unseen}'", StringComparison.Ordinal));
    }

    [TestMethod]
    [EachLife]
    public void An_engine_gives_the_value_of_the_predicted_label_where_a_member_reads_it(Life life)
    {
        using var values = Context.Model.CreateOnlineEngine<Row<TLabel>, ValueOutput>(ModelOf(life));
        var named = Context.Transforms.Conversion.MapKeyToValue("PredictedLabel");
        var scored = ModelOf(life).Transform(Future);

        var first = FutureRows[0];
        Assert.AreEqual(named.Fit(scored).Transform(scored).GetColumn<TLabel>("PredictedLabel").First(), values.Predict(first).PredictedLabel);
        if (OpensClasses)
        {
            var row = With(first, Unseen);
            for (int i = 0; i < 300; i++)
            {
                values.Learn(row);
            }

            Assert.AreEqual(Unseen, values.Predict(row).PredictedLabel);
        }
    }

    /// <summary>The predicted label by its value.</summary>
    private sealed class ValueOutput
    {
        public TLabel PredictedLabel { get; set; } = default!;
    }
}
