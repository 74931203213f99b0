using AdaptiveML.Learners.Lru;
using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Support;

/// <summary>A pipeline, and a model fitted to the plant's past.</summary>
internal static class Plant
{
    public static MLContext Context { get; } = new(1);

    public static IDataView HistoryView => View(Recording.History);

    public static OnlineLruOptions Options { get; } = new()
    {
        ModelKind = LruModelKind.Unit,
        Unit = new LruOptions { StateSize = 5 },
        Training = new TrainingOptions { MaximumPasses = 3 },
    };

    public static IEstimator<ITransformer> Pipeline { get; } = Context.Transforms.Concatenate("Features", "Load", "Temperature")
        .Append(Context.Transforms.NormalizeMeanVariance("Features"))
        .Append(Context.Regression.Trainers.OnlineLru(Options with { LabelColumnName = "Emission" }));

    public static ITransformer Model { get; } = Pipeline.Fit(HistoryView);

    public static IDataView View<TRow>(IEnumerable<TRow> rows)
        where TRow : class => Context.Data.LoadFromEnumerable(rows);
}
