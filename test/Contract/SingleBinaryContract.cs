using AdaptiveML.Contract.Data;
using Microsoft.ML;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace AdaptiveML.Contract;

/// <summary>The contract of a binary trainer where the label is a number: true above zero, missing where it is NaN.</summary>
/// <typeparam name="TOutput">As of <see cref="BinaryContract{TLabel, TOutput}"/>.</typeparam>
public abstract class SingleBinaryContract<TOutput> : BinaryContract<float, TOutput>
    where TOutput : class, new()
{
    protected sealed override float Label(bool isTrue) => isTrue ? 1 : -1;

    [TestMethod]
    public void Rows_without_a_label_do_not_poison_the_fit()
    {
        var rows = Labelled(Recording.History);
        foreach (var row in rows.Where(row => row.Index % 3 == 1))
        {
            row.Label = float.NaN;
        }

        Assert.IsGreaterThan(0.7, Context.BinaryClassification.Evaluate(Fit(View(rows)).Transform(History)).AreaUnderRocCurve);
    }
}
