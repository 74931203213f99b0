using AdaptiveML.Pipeline.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline.Tests.Rows;

/// <summary>What holds for rows in order holds for the typed transformer and for the model that ML.NET loads.</summary>
[TestClass]
public sealed class StreamViewTests
{
    private static readonly MLContext Context = Sample.Context;

    private static IEnumerable<object[]> Views => [[Sample.Model.Transform(Sample.View)], [Sample.Model.SavedAndLoaded().Transform(Sample.View)]];

    [TestMethod]
    [DynamicData(nameof(Views))]
    public void Every_pass_gives_what_the_learner_gives_in_row_order(IDataView view)
    {
        CollectionAssert.AreEqual(Sample.Scores, view.GetColumn<float>("Score").ToArray());
        CollectionAssert.AreEqual(Sample.Scores, view.GetColumn<float>("Score").ToArray());
    }

    [TestMethod]
    [DynamicData(nameof(Views))]
    public void Passes_in_parallel_are_independent(IDataView view) =>
        Parallel.For(0, 8, _ => CollectionAssert.AreEqual(Sample.Scores, view.GetColumn<float>("Score").ToArray()));

    [TestMethod]
    [DynamicData(nameof(Views))]
    public void A_foreign_column_can_be_asked_for_alone(IDataView view) =>
        CollectionAssert.AreEqual(Sample.Rows.Select(row => row.Index).ToArray(), view.GetColumn<float>("Index").ToArray());

    [TestMethod]
    [DynamicData(nameof(Views))]
    public void Rows_that_are_filtered_or_skipped_behind_it_count(IDataView view)
    {
        AssertScores(Context.Data.FilterRowsByColumn(view, "Label", 3, 6));
        AssertScores(Context.Data.SkipRows(view, 10));
    }

    [TestMethod]
    [DynamicData(nameof(Views))]
    public void A_shuffled_reader_behind_it_sees_the_scores_of_the_rows_in_order(IDataView view) =>
        AssertScores(Context.Data.ShuffleRows(view, seed: 1));

    [TestMethod]
    [DynamicData(nameof(Views))]
    public void A_mapper_behind_it_may_split_its_rows_over_threads(IDataView view)
    {
        var mapped = Context.Transforms.CustomMapping<Scored, Doubled>(static (input, output) => output.Twice = 2 * input.Score, null).Fit(view).Transform(view);

        var rows = Context.Data.CreateEnumerable<Doubled>(mapped, reuseRowObject: false).Select(row => row.Twice).ToArray();

        CollectionAssert.AreEqual(Sample.Scores.Select(score => 2 * score).ToArray(), rows);
    }

    private static void AssertScores(IDataView view)
    {
        var rows = Context.Data.CreateEnumerable<Scored>(view, reuseRowObject: false).ToArray();
        Assert.IsGreaterThan(100, rows.Length);
        CollectionAssert.AreEqual(rows.Select(row => Sample.Scores[(int)row.Index]).ToArray(), rows.Select(row => row.Score).ToArray());
    }

    private sealed class Doubled
    {
        public float Twice { get; set; }
    }
}
