using AdaptiveML.Transforms.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Transforms.Tests.Ttt;

/// <summary>What a fleet needs: forecasts of what is asked, machines that begin at their first row, and word of those there was no room for.</summary>
[TestClass]
public sealed class TttFleetTests
{
    private static readonly IDataView History = Machines.View(Machines.History);

    [TestMethod]
    public void Only_the_named_number_of_inputs_is_forecast()
    {
        var estimator = Machines.Context.Transforms.FeaturizeSequenceByTtt(
            "Context", "Features", "Machine", width: 4, predictionColumnName: "Next", predictedInputs: 1);

        var schema = estimator.Fit(History).GetOutputSchema(History.Schema);

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 1), schema["Next"].Type);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 5), schema["Context"].Type);
    }

    [TestMethod]
    public void A_model_that_starts_anew_sees_every_machine_as_one_that_the_fit_has_not_seen()
    {
        MachineRow[] strangers = [.. Machines.Future.Select(row => new MachineRow { Machine = $"another {row.Machine}", Features = row.Features })];
        var anew = Fit(startsAnew: true);
        var goesOn = Fit(startsAnew: false);

        AssertSame(Features(anew, strangers), Features(anew, Machines.Future));
        AssertSame(Features(anew, strangers), Features(goesOn, strangers));
        CollectionAssert.AreNotEqual(Features(goesOn, strangers)[5], Features(goesOn, Machines.Future)[5]);
    }

    [TestMethod]
    public void A_fit_says_how_many_machines_there_was_no_room_for()
    {
        var options = Machines.Options with { OutputColumnName = "Context", InputColumnName = "Features" };

        var crowded = Machines.Context.Transforms.FeaturizeSequenceByTtt(options with { Featurizer = new() { MaximumSequences = 1 } }).Fit(History);

        Assert.Contains("Raise MaximumSequences", crowded.FitMessages.Single());
        Assert.IsEmpty(Machines.Context.Transforms.FeaturizeSequenceByTtt(options).Fit(History).FitMessages);
    }

    private static TttFeaturizingTransformer Fit(bool startsAnew) => Machines.Context.Transforms.FeaturizeSequenceByTtt(
        "Context", "Features", "Machine", width: 4, labelColumnName: "Target", startsAnew: startsAnew).Fit(History);

    private static float[][] Features(TttFeaturizingTransformer model, MachineRow[] rows) =>
        [.. model.Transform(Machines.View(rows)).GetColumn<float[]>("Context")];

    private static void AssertSame(float[][] expected, float[][] actual)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            CollectionAssert.AreEqual(expected[i], actual[i], $"row {i}");
        }
    }
}
