using AdaptiveML.Contract.Lives;
using AdaptiveML.Contract.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Contract;

/// <summary>The contract of a forecaster of the three series in the column Features, which is its label: it reads no other.</summary>
/// <typeparam name="TOutput">Has a member for each column that the model adds, the forecast first.</typeparam>
public abstract class ForecastContract<TOutput> : EstimatorContract<float, TOutput>
    where TOutput : class, new()
{
    protected sealed override float Label(float signal) => signal;

    [TestMethod]
    [EachLife]
    public void One_number_is_no_vector_of_series(Life life)
    {
        var view = Context.Transforms.CopyColumns("Features", "Index").Fit(Future).Transform(Future);

        Assert.IsNotNull(Fit(view));
        Refusal.Of("one number for three series", () => ModelOf(life).Transform(view));
    }

    [TestMethod]
    [EachLife]
    public void A_forecast_has_no_features_to_permute(Life life) =>
        Assert.Contains(
            "no feature column",
            Assert.ThrowsExactly<InvalidOperationException>(() => Context.Model.PermutationImportance(ModelOf(life), History)).Message);

    protected override IEnumerable<(string What, IDataView View)> WrongFeatures(IDataView view) =>
        base.WrongFeatures(view).Where(wrong => wrong.View.Schema.GetColumnOrNull("Features") is not { Type: NumberDataViewType });

    protected override IEnumerable<(string What, IDataView View)> WrongLabels(IDataView view) => [];
}
