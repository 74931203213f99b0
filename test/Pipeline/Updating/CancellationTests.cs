using AdaptiveML.Pipeline.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline.Tests.Updating;

[TestClass]
public sealed class CancellationTests : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private int _read;

    public void Dispose() => _source.Dispose();

    [TestMethod]
    [DataRow(1)]
    [DataRow(700)]
    public void An_update_ends_at_the_row_at_which_it_was_cancelled(int at)
    {
        var rows = Sample.Context.Data.LoadFromEnumerable(Until(at));

        Assert.ThrowsExactly<OperationCanceledException>(() => Sample.Context.Model.Update(Sample.Model, rows, out _, _source.Token));

        Assert.IsLessThanOrEqualTo(at + 1, _read);
    }

    [TestMethod]
    public void A_view_is_what_it_was_until_it_is_cancelled()
    {
        var view = CancellableView.Of(Sample.View, _source.Token);

        CollectionAssert.AreEqual(Sample.Scores, Sample.Model.Transform(view).GetColumn<float>("Score").ToArray());
        Assert.AreSame(Sample.View, CancellableView.Of(Sample.View, CancellationToken.None));
        _source.Cancel();
        Assert.ThrowsExactly<OperationCanceledException>(() => view.GetColumn<float>("Label").ToArray());
    }

    private IEnumerable<Row> Until(int at)
    {
        foreach (var row in Sample.Rows)
        {
            if (++_read == at)
            {
                _source.Cancel();
            }

            yield return row;
        }
    }
}
