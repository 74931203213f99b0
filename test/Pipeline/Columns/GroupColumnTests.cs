using AdaptiveML.Pipeline.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline.Tests.Columns;

[TestClass]
public sealed class GroupColumnTests
{
    private static readonly MLContext Context = Sample.Context;
    private static readonly float[] Expected = Grouped.Scores();

    [TestMethod]
    public void Every_text_is_a_stream_of_its_own() => AssertScores([.. Grouped.Rows.Select(row => With(row, row.Group))]);

    [TestMethod]
    public void Every_integer_is_a_stream_of_its_own()
    {
        AssertIntegers<sbyte>(sbyte.MinValue, sbyte.MaxValue, 0, 1, -1);
        AssertIntegers<byte>(byte.MinValue, byte.MaxValue, 1, 2, 3);
        AssertIntegers<short>(short.MinValue, short.MaxValue, 0, 1, -1);
        AssertIntegers<ushort>(ushort.MinValue, ushort.MaxValue, 1, 2, 3);
        AssertIntegers<int>(int.MinValue, int.MaxValue, 0, 1, -1);
        AssertIntegers<uint>(uint.MinValue, uint.MaxValue, 1, 2, 3u);
        AssertIntegers<long>(long.MinValue, long.MaxValue, 0, 1, -1);
        AssertIntegers<ulong>(ulong.MinValue, ulong.MaxValue, 1, 1UL << 63, 3);
    }

    [TestMethod]
    [DataRow(DataKind.Byte)]
    [DataRow(DataKind.UInt16)]
    [DataRow(DataKind.UInt32)]
    [DataRow(DataKind.UInt64)]
    public void Every_key_is_a_stream_of_its_own_and_a_missing_one_is_not_known(DataKind width)
    {
        var known = Grouped.ViewOf(Grouped.Rows.Where(row => row.Group.Length > 0));
        var keys = Context.Transforms.Conversion.MapValueToKey("Group").Append(Context.Transforms.Conversion.ConvertType("Group", outputKind: width))
            .Fit(known);
        var view = keys.Transform(Grouped.View);
        var model = Grouped.Over(view.Schema);

        Assert.AreEqual(GroupKind.Key, model.Model.Columns.GroupKind);
        AssertScores(model, view);
        using var engine = Context.Model.CreatePredictionEngine<TimedRow, Scored>(
            new TransformerChain<ITransformer>(keys, model.SavedAndLoaded()), new PredictionEngineOptions { IgnoreMissingColumns = true });
        CollectionAssert.AreEqual(Expected, Array.ConvertAll(Grouped.Rows, row => engine.Predict(row).Score));
    }

    [TestMethod]
    public void A_row_without_a_group_leaves_no_trace()
    {
        TimedRow[] known = [.. Grouped.Rows.Where(row => row.Group.Length > 0)];

        float[] scores = Scores(Grouped.Model.SavedAndLoaded(), Grouped.ViewOf(known));

        CollectionAssert.AreEqual(Expected.Where((_, i) => Grouped.GroupOf(i) >= 0).ToArray(), scores);
    }

    [TestMethod]
    public void Scoring_needs_neither_label_nor_time_nor_weight()
    {
        var view = Context.Transforms.DropColumns("Label", "Time", "Weight").Fit(Grouped.View).Transform(Grouped.View);

        AssertScores(Grouped.Model, view);
    }

    [TestMethod]
    public void The_columns_survive_saving()
    {
        var loaded = (OnlineTransformer)Context.Model.Rehydrate(Grouped.Model.SavedAndLoaded());

        Assert.AreEqual(Grouped.Model.Model.Columns, loaded.Model.Columns);
        Assert.AreEqual(
            ("Group", GroupKind.Text, "Time", "Weight"),
            (loaded.Model.Columns.Group, loaded.Model.Columns.GroupKind, loaded.Model.Columns.Time, loaded.Model.Columns.Weight));
    }

    [TestMethod]
    public void The_group_may_stand_in_a_column_named_probability()
    {
        var view = Context.Transforms.CopyColumns("Probability", "Group").Fit(Grouped.View).Transform(Grouped.View);
        var model = new LeakyTransformer(
            new(new LeakyComponent(), OnlineColumns.For(view.Schema, "Features", "Label", "Score", "Probability"), new LeakySum(3)));

        AssertScores(model, view);
        CollectionAssert.AreEqual(
            view.GetColumn<string>("Group").ToArray(), model.SavedAndLoaded().Transform(view).GetColumn<string>("Probability").ToArray());
    }

    [TestMethod]
    public void A_group_of_another_kind_is_refused_and_named()
    {
        var numbers = Context.Transforms.CopyColumns("Group", "Label").Fit(Grouped.View).Transform(Grouped.View);
        var keys = Context.Transforms.Conversion.MapValueToKey("Group").Fit(Grouped.View).Transform(Grouped.View);
        var none = Context.Transforms.DropColumns("Group").Fit(Grouped.View).Transform(Grouped.View);

        Assert.Contains("group column 'Group': expected text, an integer or a key", Refusal(() => Grouped.Over(numbers.Schema)));
        Assert.Contains("group column 'Group': expected text", Refusal(() => Grouped.Model.Transform(keys)));
        Assert.Contains("Could not find group column 'Group'", Refusal(() => Grouped.Model.GetOutputSchema(none.Schema)));
        Assert.Contains("Could not find group column 'Group'", Refusal(() => Grouped.Model.GetRowToRowMapper(none.Schema)));
    }

    [TestMethod]
    public void The_group_is_asked_of_the_source_for_the_score()
    {
        var mapper = Grouped.Model.GetRowToRowMapper(Grouped.View.Schema);

        CollectionAssert.AreEquivalent(
            new[] { "Group", "Features" }, mapper.GetDependencies([mapper.OutputSchema["Score"]]).Select(column => column.Name).ToArray());
    }

    [TestMethod]
    public void Nothing_is_allocated_a_row()
    {
        var view = Grouped.Model.Transform(Grouped.ViewOf(Enumerable.Range(0, int.MaxValue).Select(i => Grouped.Rows[i % Grouped.Count])));
        using var cursor = view.GetRowCursor(view.Schema);

        Allocations.AssertNone(_ => cursor.MoveNext());
    }

    private static string Refusal(Func<object> act) => Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => act()).Message;

    private static GroupedRow<TGroup> With<TGroup>(TimedRow row, TGroup group) => new() { Group = group, Features = row.Features, Label = row.Label };

    private static void AssertIntegers<T>(params T[] groups)
    {
        // The row that has no group is the only one of the last.
        int unknown = Enumerable.Range(0, Grouped.Count).First(i => Grouped.GroupOf(i) < 0);
        var rows = Enumerable.Range(0, Grouped.Count).Where(i => Grouped.GroupOf(i) >= 0 || i == unknown).ToArray();

        AssertScores(
            [.. rows.Select(i => With(Grouped.Rows[i], groups[Grouped.GroupOf(i) is >= 0 and var group ? group : 4]))],
            [.. rows.Select(i => Expected[i])]);
    }

    private static void AssertScores<TGroup>(GroupedRow<TGroup>[] rows, float[]? expected = null)
    {
        var view = Grouped.ViewOf(rows);
        var model = Grouped.Over(view.Schema);
        var loaded = model.SavedAndLoaded();
        using var engine = Context.Model.CreatePredictionEngine<GroupedRow<TGroup>, Only>(loaded);

        AssertScores(model, view, expected);
        CollectionAssert.AreEqual(expected ?? Expected, Array.ConvertAll(rows, row => engine.Predict(row).Score), $"{typeof(TGroup)}");
    }

    private static void AssertScores(OnlineTransformer model, IDataView view, float[]? expected = null)
    {
        var loaded = model.SavedAndLoaded();

        CollectionAssert.AreEqual(expected ?? Expected, Scores(model, view), "fitted");
        CollectionAssert.AreEqual(expected ?? Expected, Scores(loaded, view), "loaded");
        CollectionAssert.AreEqual(expected ?? Expected, Scores(Context.Model.Rehydrate(loaded), view), "rehydrated");
        CollectionAssert.AreEqual(
            view.Schema.Where(column => !column.IsHidden).Select(column => column.Name).Append("Score").ToArray(),
            loaded.Transform(view).Schema.Where(column => !column.IsHidden).Select(column => column.Name).ToArray());
    }

    private static float[] Scores(ITransformer model, IDataView view) => [.. model.Transform(view).GetColumn<float>("Score")];

    private sealed class Only
    {
        public float Score { get; set; }
    }
}
