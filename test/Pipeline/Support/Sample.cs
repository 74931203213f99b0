using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Pipeline.Tests.Support;

/// <summary>Rows, a model over them, and what it must make of them.</summary>
internal static class Sample
{
    public const int Count = 2000;

    public static MLContext Context { get; } = new(1);

    public static Row[] Rows { get; } =
        [.. Enumerable.Range(0, Count).Select(i => new Row { Features = [i % 7, 1, (float)Math.Sin(i)], Label = i % 11, Index = i })];

    public static IDataView View { get; } = Context.Data.LoadFromEnumerable(Rows);

    public static OnlineTransformer Model { get; } = LeakyTransformer.Over(View.Schema);

    /// <summary>The scores of the rows in order, parameters as fitted.</summary>
    public static float[] Scores { get; } = Follow(new LeakySum(3));

    public static float[] Follow(IOnlineLearner<float> learner)
    {
        learner.Mode = UpdateMode.StateOnly;
        float[] prediction = new float[1];
        return [.. Rows.Select(row =>
        {
            learner.Learn(row.Features, [row.Label], prediction);
            return prediction[0];
        })];
    }

    public static ITransformer SavedAndLoaded(this ITransformer model)
    {
        using var stream = new MemoryStream();
        Context.Model.Save(model, View.Schema, stream);
        stream.Position = 0;
        return new MLContext().Model.Load(stream, out _);
    }
}
