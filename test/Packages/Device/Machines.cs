using AdaptiveML.Learners.Comodulation;
using AdaptiveML.Learners.Continual;
using AdaptiveML.Learners.LruForecasting;
using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Online;

namespace Device;

/// <summary>A machine of each kind, and its life on the device.</summary>
internal static class Machines
{
    public static IReadOnlyDictionary<string, Func<string>> All { get; } = new Dictionary<string, Func<string>>
    {
        ["regressor"] = Regressor,
        ["forecaster"] = Forecaster,
        ["recurrent"] = Recurrent,
        ["features"] = Features,
        ["continual"] = Continual,
        ["comodulation"] = Comodulation,
    };

    private static string Regressor()
    {
        var learner = new LruRegressor<float>(Rows.Inputs, new());
        return Life.Of(
            learner, Rows.Stream(2000),
            learner.Save,
            LruRegressor<float>.Load);
    }

    private static string Forecaster()
    {
        var learner = new LruForecaster<float>(2, Rows.Inputs - 2, new() { Horizon = 6, Period = 24 });
        return Life.Of(
            learner, Rows.Stream(1000),
            learner.Save,
            LruForecaster<float>.Load);
    }

    private static string Recurrent()
    {
        var learner = new RecurrentClassifier<float>(Rows.Inputs, Rows.Classes, new() { Cell = RecurrentCell.Lstm, HiddenUnits = 12 });
        return Life.Of(
            learner, Rows.Clouds(1000, Rows.Classes, seed: 1),
            learner.Save,
            RecurrentLearner<float>.Load);
    }

    private static string Features()
    {
        var learner = TttFeaturizer<float>.Create(Rows.Inputs, new() { Layer = new() { InnerModel = TttInnerModel.Mlp } });
        return Life.Of(
            learner, Rows.Stream(1000),
            learner.Save,
            TttFeaturizer<float>.Load);
    }

    private static string Continual()
    {
        var first = ContinualLearner<float>.Create(Rows.Inputs, new DataClassifierOptions { ProjectionSize = 100 }, classes: 2)
            .Update(Rows.Clouds(200, 2, seed: 1), "two classes");
        var learner = first.Update(Rows.Clouds(300, Rows.Classes, seed: 2), "one more");
        return Life.Of(
            learner, Rows.Clouds(600, Rows.Classes, seed: 3),
            learner.Save,
            ContinualLearner<float>.Load);
    }

    private static string Comodulation()
    {
        var options = new ComodulationOptions { HiddenSizes = [24, 12], Fit = new() { MaximumPasses = 6, TaskParts = 0 } };
        var learner = ComodulationModel<float>.Fit(Rows.OfTasks(300), classes: 2, Rows.Tasks, options).CreateLearner();
        return Life.Of(
            learner, Rows.OfTasks(600),
            learner.Save,
            ComodulationLearner<float>.Load);
    }
}
