using AdaptiveML.Contract.Lives;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Estimators.Tests.Support;

/// <summary>Models through a file and back, what they are, and what they say.</summary>
internal static class Models
{
    public static DataContinualTransformer Reloaded(this ITransformer model) =>
        (DataContinualTransformer)Sensors.Context.Model.Rehydrate(model.SavedAndLoaded(Sensors.View([]).Schema)).Stage();

    public static DataContinualTransformer Stage(this ITransformer model) => model switch
    {
        DataContinualTransformer stage => stage,
        IEnumerable<ITransformer> chain => chain.Select(Stage).Single(),
        _ => throw new InvalidOperationException($"{model.GetType()} is no continual classifier."),
    };

    public static byte[] Hash(this ITransformer model) => model.Stage().CreateLearner().Memory.Hash();

    public static float[][] Scores(this ITransformer model, IEnumerable<SensorRow> rows) =>
        [.. model.Transform(Sensors.View(rows)).GetColumn<float[]>("Score")];

    public static string[] Predictions(this DataContinualTransformer model, IEnumerable<SensorRow> rows) =>
        [.. model.Transform(Sensors.View(rows)).GetColumn<uint>("PredictedLabel").Select(key => model.ClassNames[(int)key - 1])];

    public static double Accuracy(this DataContinualTransformer model, SensorRow[] rows) =>
        model.Predictions(rows).Zip(rows).Average(pair => pair.First == pair.Second.Label ? 1 : 0);

    public static void AreSame(float[][] expected, float[][] actual)
    {
        Assert.HasCount(expected.Length, actual);
        for (int row = 0; row < expected.Length; row++)
        {
            CollectionAssert.AreEqual(expected[row], actual[row], $"row {row}");
        }
    }
}
