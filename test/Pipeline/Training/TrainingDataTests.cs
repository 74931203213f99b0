using AdaptiveML.Pipeline.Tests.Support;
using Microsoft.ML;

namespace AdaptiveML.Pipeline.Tests.Training;

[TestClass]
public sealed class TrainingDataTests
{
    [TestMethod]
    public void Rows_are_read_in_order_with_missing_labels()
    {
        Row[] source = [.. Sample.Rows.Select(row => new Row { Features = row.Features, Label = row.Index % 3 == 0 ? float.NaN : row.Index })];

        var rows = TrainingData.Read(Sample.Context.Data.LoadFromEnumerable(source), Sample.Model.Model.Columns);

        Assert.AreEqual(source.Length, rows.Count);
        for (int i = 0; i < source.Length; i++)
        {
            CollectionAssert.AreEqual(source[i].Features, rows.Input(i).ToArray());
            Assert.AreEqual(source[i].Label, rows.Target(i)[0]);
        }
    }

    [TestMethod]
    public void A_view_without_rows_is_refused() =>
        Assert.ThrowsExactly<InvalidOperationException>(
            () => TrainingData.Read(Sample.Context.Data.LoadFromEnumerable(Array.Empty<Row>()), Sample.Model.Model.Columns));
}
