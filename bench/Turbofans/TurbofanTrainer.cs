using Microsoft.ML;

namespace AdaptiveML.Benchmarks.Turbofans;

/// <summary>A trainer behind the features.</summary>
/// <param name="Text">How it is set.</param>
/// <param name="Make">Makes it, with a seed, of the columns "All" and "Life".</param>
internal sealed record TurbofanTrainer(string Text, Func<MLContext, int, IEstimator<ITransformer>> Make);
