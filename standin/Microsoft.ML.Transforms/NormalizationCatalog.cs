using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

public static class NormalizationCatalog
{
    private const long MaximumExampleCount = 1_000_000_000;

    public static NormalizingEstimator NormalizeMinMax(
        this TransformsCatalog catalog,
        string outputColumnName,
        string? inputColumnName = null,
        long maximumExampleCount = MaximumExampleCount,
        bool fixZero = true) =>
        catalog.NormalizeMinMax([new InputOutputColumnPair(outputColumnName, inputColumnName)], maximumExampleCount, fixZero);

    public static NormalizingEstimator NormalizeMinMax(
        this TransformsCatalog catalog,
        InputOutputColumnPair[] columns,
        long maximumExampleCount = MaximumExampleCount,
        bool fixZero = true) =>
        new(columns, maximumExampleCount, slots => new MinMaxStatistics(slots, fixZero));

    public static NormalizingEstimator NormalizeMeanVariance(
        this TransformsCatalog catalog,
        string outputColumnName,
        string? inputColumnName = null,
        long maximumExampleCount = MaximumExampleCount,
        bool fixZero = true,
        bool useCdf = false) =>
        catalog.NormalizeMeanVariance([new InputOutputColumnPair(outputColumnName, inputColumnName)], maximumExampleCount, fixZero, useCdf);

    public static NormalizingEstimator NormalizeMeanVariance(
        this TransformsCatalog catalog,
        InputOutputColumnPair[] columns,
        long maximumExampleCount = MaximumExampleCount,
        bool fixZero = true,
        bool useCdf = false) =>
        new(columns, maximumExampleCount, slots => new MeanVarianceStatistics(slots, fixZero, useCdf));
}
