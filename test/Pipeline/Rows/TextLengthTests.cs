using AdaptiveML.Pipeline.Tests.Support;
using Microsoft.ML;

namespace AdaptiveML.Pipeline.Tests.Rows;

[TestClass]
public sealed class TextLengthTests
{
    private static readonly string Longest = new('x', TextLength.Largest), TooLong = Longest + "y";

    [TestMethod]
    public void A_group_has_a_bound()
    {
        var keys = new TextKeys();
        keys.Of(Longest);

        string message = Assert.ThrowsExactly<InvalidOperationException>(() => keys.Of(TooLong)).Message;

        Assert.Contains("The group of a row has 1025 characters, 'xxx", message);
        Assert.Contains("at most 1024 are allowed", message);
    }

    [TestMethod]
    public void A_label_has_a_bound()
    {
        var classes = new ClassLabels(LabelTypes.Text, "a");

        Assert.IsNotNull(classes.TryAppend(Longest));
        Assert.IsNull(classes.TryAppend(TooLong));
        Assert.AreEqual(-1, classes.TargetUnopened(TooLong));
        Assert.Contains("A label of column 'Kind' has 1025 characters", Assert.ThrowsExactly<InvalidOperationException>(
            () => classes.Append(TooLong).RequireSome("Kind")).Message);
    }

    [TestMethod]
    public void The_key_of_a_row_that_waits_has_a_bound()
    {
        using var engine = Sample.Context.Model.CreateOnlineEngine<Row, Scored>(Sample.Model);
        engine.Predict(Sample.Rows[0], Longest);

        Assert.AreEqual("key", Assert.ThrowsExactly<ArgumentException>(() => engine.Predict(Sample.Rows[0], TooLong)).ParamName);
    }
}
