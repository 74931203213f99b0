using AdaptiveML.Contract.Lives;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Support;

/// <summary>Models through a file and back, and what they score.</summary>
internal static class Models
{
    public static ITransformer SavedAndLoaded(this ITransformer model) => model.SavedAndLoaded(Plant.HistoryView.Schema);

    public static float[] Scores(this ITransformer model, string column = "Score") =>
        [.. model.Transform(Plant.View(Recording.Future)).GetColumn<float>(column)];

    public static OnlineLruTransformer OnlineStage(this ITransformer model) => model switch
    {
        OnlineLruTransformer stage => stage,
        IEnumerable<ITransformer> chain => chain.Select(OnlineStage).SingleOrDefault(stage => stage is not null)!,
        _ => null!,
    };
}
