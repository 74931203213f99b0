using AdaptiveML.Contract.Data;
using AdaptiveML.Contract.Lives;
using AdaptiveML.Contract.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Contract;

/// <content>The model gives every row the same outputs, however its rows are read.</content>
public abstract partial class EstimatorContract<TLabel, TOutput>
{
    [TestMethod]
    [EachLife]
    public void Every_life_and_every_pass_gives_the_same_bits(Life life)
    {
        var view = ModelOf(life).Transform(Future);

        CollectionAssert.AreEqual(Expected(), Table.Of(view).Lines());
        CollectionAssert.AreEqual(Expected()[..5], Table.Of(Context.Data.TakeRows(view, 5)).Lines());
        CollectionAssert.AreEqual(Expected(), Table.Of(view).Lines());
    }

    [TestMethod]
    [EachLife]
    public void Columns_can_be_read_in_halves_or_alone(Life life)
    {
        var view = ModelOf(life).Transform(Future);
        string[] names = [.. view.Schema.Where(column => !column.IsHidden).Select(column => column.Name)];
        string[] even = [.. names.Where((_, i) => i % 2 == 0)];
        string[][] choices = [even, [.. names.Except(even)], .. names.Select(name => new[] { name })];

        foreach (string[] choice in choices)
        {
            CollectionAssert.AreEqual(Expected(choice), Table.Of(view, choice).Lines(choice), string.Join(", ", choice));
        }
    }

    [TestMethod]
    [EachLife]
    public void A_foreign_column_can_be_asked_for_alone(Life life)
    {
        var view = ModelOf(life).Transform(Future);

        CollectionAssert.AreEqual(Recording.Future.Select(step => step.Row.Index).ToArray(), view.GetColumn<float>("Index").ToArray());
        Assert.HasCount(Recording.Future.Length, Context.Data.CreateEnumerable<Foreign>(view, reuseRowObject: false));
    }

    [TestMethod]
    [EachLife]
    public void A_row_counts_whether_it_is_read_never_once_or_twice(Life life)
    {
        string[] read = [.. Expected().Where((_, i) => i % 3 > 0)];

        CollectionAssert.AreEqual(read, Table.Of(ModelOf(life).Transform(Future), i => i % 3).Lines());
    }

    [TestMethod]
    [EachLife]
    public void Rows_that_are_skipped_or_filtered_behind_the_model_count(Life life)
    {
        var view = ModelOf(life).Transform(Future);

        CollectionAssert.AreEqual(Expected()[50..], Table.Of(Context.Data.SkipRows(view, 50)).Lines());
        CollectionAssert.AreEqual(Expected()[50..70], Table.Of(Context.Data.FilterRowsByColumn(view, "Index", 50, 70)).Lines());
    }

    [TestMethod]
    [EachLife]
    public void A_shuffled_reader_behind_the_model_sees_the_outputs_of_the_rows_in_order(Life life)
    {
        string[] shuffled = Table.Of(Context.Data.ShuffleRows(ModelOf(life).Transform(Future), seed: 1)).Lines();

        CollectionAssert.AreNotEqual(Expected(), shuffled);
        CollectionAssert.AreEquivalent(Expected(), shuffled);
    }

    [TestMethod]
    [EachLife]
    public void A_source_that_can_be_shuffled_is_scored_in_order(Life life)
    {
        var view = ModelOf(life).Transform(Context.Data.Cache(Future));

        CollectionAssert.AreEqual(Expected(), Table.Of(view).Lines());
        CollectionAssert.AreEqual(Expected(), Table.Of(Context.Data.Cache(view)).Lines());
        CollectionAssert.AreEquivalent(Expected(), Table.OfShuffled(view).Lines());
    }

    [TestMethod]
    [EachLife]
    public void Every_row_has_an_id_of_its_own_whatever_is_read(Life life)
    {
        var view = ModelOf(life).Transform(Future);

        var ids = Ids(view, view.Schema);

        Assert.HasCount(ids.Length, ids.Distinct());
        CollectionAssert.AreEqual(ids, Ids(view, []));
        CollectionAssert.AreEqual(ids, Ids(view, [view.Schema[Outputs[0]]]));
    }

    [TestMethod]
    [EachLife]
    public void Only_the_columns_asked_for_are_given_and_only_as_what_they_are(Life life)
    {
        var view = ModelOf(life).Transform(Future);
        using var cursor = view.GetRowCursor([view.Schema["Index"]]);

        Assert.IsTrue(cursor.IsColumnActive(view.Schema["Index"]));
        Assert.IsFalse(cursor.IsColumnActive(view.Schema[Outputs[0]]));
        Refusal.Of("a column that was not asked for", () => Cell.Reader(cursor, view.Schema[Outputs[0]]));
        Refusal.Of("a number read as a date", () => cursor.GetGetter<DateTime>(view.Schema["Index"]));
        using var whole = view.GetRowCursor(view.Schema);
        Refusal.Of("an output read as a date", () => whole.GetGetter<DateTime>(view.Schema[Outputs[0]]));
        Refusal.Of("an output read before the first row", () => Cell.Reader(whole, view.Schema[Outputs[0]])());
    }

    [TestMethod]
    [EachLife]
    public void A_row_mapper_over_the_rows_in_order_gives_the_same(Life life)
    {
        var (model, source) = (ModelOf(life), Future);

        CollectionAssert.AreEqual(Expected(), Table.OfRowMapper(model.GetRowToRowMapper(source.Schema), source).Lines());
        CollectionAssert.AreEqual(Expected(Outputs), Table.OfRowMapper(model.GetRowToRowMapper(source.Schema), source, Outputs).Lines(Outputs));
    }

    [TestMethod]
    [EachLife]
    public void Prediction_engines_give_the_same_and_are_independent(Life life)
    {
        using var engine = Context.Model.CreatePredictionEngine<Drive, TOutput>(ModelOf(life));
        using var other = Context.Model.CreatePredictionEngine<Drive, TOutput>(ModelOf(life));

        var outputs = Recording.Future.Select(step =>
        {
            other.Predict(new Drive { Index = 1 });
            return engine.Predict(step.Row);
        });

        CollectionAssert.AreEqual(Expected(Outputs), Lines([.. outputs]));
    }

    private static DataViewRowId[] Ids(IDataView view, IEnumerable<DataViewSchema.Column> active)
    {
        using var cursor = view.GetRowCursor(active);
        var getter = cursor.GetIdGetter();
        var ids = new List<DataViewRowId>();
        while (cursor.MoveNext())
        {
            Assert.AreEqual(ids.Count, cursor.Position);
            ids.Add(default);
            getter(ref System.Runtime.InteropServices.CollectionsMarshal.AsSpan(ids)[^1]);
        }

        return [.. ids];
    }

    private sealed class Foreign
    {
        public float Index { get; set; }
    }
}
