using AdaptiveML.Contract.Data;
using Microsoft.ML;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace AdaptiveML.Contract;

/// <summary>The contract of a multiclass trainer where the label is text, of which the derived class may make keys; an empty one is missing.</summary>
/// <typeparam name="TOutput">As of <see cref="ClassificationContract{TLabel, TOutput}"/>.</typeparam>
public abstract class TextClassificationContract<TOutput> : ClassificationContract<string, TOutput>
    where TOutput : class, new()
{
    private static readonly string[] Thirds = ["low", "ünïcode, and in the middle", "high"];

    protected sealed override string[] Classes => [Thirds[1], Thirds[2], Thirds[0]];

    protected sealed override string ValueType => "String";

    protected sealed override string Unseen => "never seen";

    protected sealed override string Label(int third) => Thirds[third];

    [TestMethod]
    public void Rows_without_a_label_do_not_poison_the_fit()
    {
        var rows = Labelled(Recording.History);
        foreach (var row in rows.Where(row => row.Index % 3 == 1))
        {
            row.Label = "";
        }

        var metrics = Evaluate(Fit(LabelledView(rows)), History);

        Assert.AreEqual(Classes.Length, metrics.ConfusionMatrix.NumberOfClasses);
        Assert.IsGreaterThan(0.4, metrics.MacroAccuracy);
    }

    [TestMethod]
    public void A_fit_without_any_label_is_refused()
    {
        var rows = Labelled(Recording.History);
        Array.ForEach(rows, static row => row.Label = "");

        Assert.Throws<InvalidOperationException>(() => Fit(Context.Data.LoadFromEnumerable(rows)));
    }
}
