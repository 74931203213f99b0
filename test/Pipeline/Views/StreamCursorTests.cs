using AdaptiveML.Online;
using AdaptiveML.Pipeline.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline.Tests.Views;

[TestClass]
public sealed class StreamCursorTests
{
    private static readonly IDataView View = Sample.Model.Transform(Sample.View);

    [TestMethod]
    public void Rows_are_neither_shuffled_nor_split()
    {
        var source = Sample.Context.Data.Cache(Sample.View);
        var view = Sample.Model.Transform(source);

        Assert.IsTrue(source.CanShuffle);
        Assert.IsFalse(view.CanShuffle);
        Assert.HasCount(1, view.GetRowCursorSet(view.Schema, 8));
        using var cursor = view.GetRowCursor(view.Schema, new Random(1));
        for (int i = 0; i < 100; i++)
        {
            cursor.MoveNext();
            Assert.AreEqual(i, cursor.Get<float>("Index"));
            Assert.AreEqual(Sample.Scores[i], cursor.Get<float>("Score"));
        }
    }

    [TestMethod]
    [DataRow(UpdateMode.StateAndParameters)]
    [DataRow(UpdateMode.Frozen)]
    public void The_stream_is_followed_whatever_the_mode_of_the_learner(UpdateMode mode)
    {
        var model = new LeakyTransformer(Sample.Model.Model.With(new LeakySum(3) { Mode = mode }));

        CollectionAssert.AreEqual(Sample.Scores, model.Transform(Sample.View).GetColumn<float>("Score").ToArray());
    }

    [TestMethod]
    public void Features_are_asked_of_the_source_only_for_the_score()
    {
        var mapper = Sample.Model.GetRowToRowMapper(Sample.View.Schema);

        Assert.AreSame(Sample.View.Schema, mapper.InputSchema);
        CollectionAssert.AreEqual(new[] { "Index" }, Names(mapper.GetDependencies([mapper.OutputSchema["Index"]])));
        CollectionAssert.AreEqual(new[] { "Features" }, Names(mapper.GetDependencies([mapper.OutputSchema["Score"]])));
    }

    [TestMethod]
    public void Nothing_is_allocated_a_row()
    {
        var row = new Row { Features = [1, 2, 3] };
        var view = Sample.Model.Transform(Sample.Context.Data.LoadFromEnumerable(Enumerable.Repeat(row, int.MaxValue)));
        using var cursor = view.GetRowCursor(view.Schema);
        var score = cursor.GetGetter<float>(view.Schema["Score"]);
        float value = 0;

        Allocations.AssertNone(_ =>
        {
            cursor.MoveNext();
            score(ref value);
        });
    }

    private static string[] Names(IEnumerable<DataViewSchema.Column> columns) => [.. columns.Select(column => column.Name)];
}
