using AdaptiveML.Contract.Lives;
using AdaptiveML.Learners.LruForecasting;
using AdaptiveML.Pipeline;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Forecasting;

/// <summary>What a fit says of itself: the seasons that it found, and what it was short of.</summary>
[TestClass]
public sealed class FitMessagesTests
{
    [TestMethod]
    public void With_nothing_said_the_season_of_the_rows_is_found_used_and_told_and_is_saved()
    {
        var model = Fit(new() { Unit = new() { StateSize = 4 } });
        CollectionAssert.AreEqual(new[] { 12 }, model.Options.Periods!.ToArray());
        CollectionAssert.Contains(model.CreateLearner().ExpertNames.ToArray(), "SeasonalMean");
        CollectionAssert.AreEqual(new[] { "Seasons found in the rows: 12 rows." }, model.FitMessages.ToArray());
        var loaded = (LruForecastingTransformer)LoadRows.Context.Model.Rehydrate(model.SavedAndLoaded(LoadRows.View(LoadRows.History).Schema));
        CollectionAssert.AreEqual(model.FitMessages.ToArray(), loaded.FitMessages.ToArray());
        CollectionAssert.AreEqual(model.Options.Periods!.ToArray(), loaded.Options.Periods!.ToArray());
    }

    [TestMethod]
    public void Where_none_is_asked_for_none_is_looked_for()
    {
        var model = Fit(new() { Periods = [], Unit = new() { StateSize = 4 } });
        Assert.IsEmpty(model.FitMessages);
        CollectionAssert.DoesNotContain(model.CreateLearner().ExpertNames.ToArray(), "SeasonalMean");
    }

    [TestMethod]
    public void A_season_longer_than_half_of_the_rows_is_said_to_want_more() => CollectionAssert.AreEqual(
        new[] { "A season of 100 rows wants 200 rows or more to be learnt; the longest sequence has 150." },
        Fit(new() { Periods = [12, 100], Unit = new() { StateSize = 4 } }).FitMessages.ToArray());

    [TestMethod]
    public void Groups_that_had_to_make_room_are_counted()
    {
        string message = Fit(new() { Period = 12, Unit = new() { StateSize = 4, Update = new() { MaximumSequences = 1 } } }).FitMessages.Single();
        Assert.StartsWith("299 sequences had to make room for others: 1 are kept, 300 were begun.", message);
    }

    private static LruForecastingTransformer Fit(LruForecasterOptions forecaster) => LoadRows.Fit(LoadRows.Options with { Forecaster = forecaster });
}
