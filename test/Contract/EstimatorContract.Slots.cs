using AdaptiveML.Contract.Data;
using AdaptiveML.Contract.Lives;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Contract;

/// <content>Features are known by the names of their slots, where both the fit and the rows have them.</content>
public abstract partial class EstimatorContract<TLabel, TOutput>
{
    /// <summary>Whether the model reads the column Features.</summary>
    protected virtual bool ReadsFeatures => true;

    [TestMethod]
    [DataRow(Life.Fitted)]
    [DataRow(Life.Rehydrated)]
    public void Features_in_another_order_than_in_the_fit_are_refused(Life life)
    {
        if (!ReadsFeatures)
        {
            return;
        }

        var fitted = Fit(Slotted(Recording.History, "hot", "cold", "wet"));
        var model = life == Life.Fitted ? fitted : Context.Model.Rehydrate(fitted.SavedAndLoaded(History.Schema));
        var turned = Slotted(Recording.Future, "cold", "hot", "wet");

        foreach (Action read in (Action[])
            [() => model.Transform(turned), () => model.GetOutputSchema(turned.Schema), () => Context.Model.Update(model, turned)])
        {
            Assert.Contains("another order", Assert.ThrowsExactly<ArgumentOutOfRangeException>(read).Message);
        }

        Assert.Contains("'dry'", Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => model.Transform(Slotted(Recording.Future, "hot", "cold", "dry"))).Message);
        string[] expected = Lines(fitted, Slotted(Recording.Future, "hot", "cold", "wet"), Outputs);
        CollectionAssert.AreEqual(expected, Lines(model, Slotted(Recording.Future, "hot", "", "wet"), Outputs));
        CollectionAssert.AreEqual(expected, Lines(model, Future, Outputs));
        Context.Model.Update(model, Future);
    }

    private IDataView Slotted((Drive Row, float Signal)[] recording, params string[] names)
    {
        var definition = SchemaDefinition.Create(typeof(Row<TLabel>));
        definition[nameof(Drive.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Drive.Width);
        definition[nameof(Drive.Features)].AddAnnotation(
            "SlotNames",
            new VBuffer<ReadOnlyMemory<char>>(names.Length, [.. names.Select(name => name.AsMemory())]),
            new VectorDataViewType(TextDataViewType.Instance, names.Length));
        return LabelledView(Labelled(recording), definition);
    }
}
