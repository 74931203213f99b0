

namespace AdaptiveML.Transforms.Tests.Ttt;

/// <summary>A small featurizer that is soon fitted.</summary>
internal static class ContractOptions
{
    public static TttOptions Small { get; } = new() { Width = 4, MiniBatchSize = 3, Training = new() { MaximumPasses = 2, WindowRows = 24 } };

    public static TttOptions OfStream { get; } = Small with { DriftScoreColumnName = "Drift", PredictionColumnName = "Next" };
}
