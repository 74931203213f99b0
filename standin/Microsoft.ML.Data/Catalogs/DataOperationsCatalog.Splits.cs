using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog
{
    public TrainTestData TrainTestSplit(IDataView data, double testFraction = 0.1, string? samplingKeyColumnName = null, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (testFraction is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(testFraction), testFraction, "The fraction must lie between 0 and 1.");
        return Split(Rows(data, samplingKeyColumnName, seed), 0, testFraction);
    }

    public IReadOnlyList<TrainTestData> CrossValidationSplit(IDataView data, int numberOfFolds = 5, string? samplingKeyColumnName = null, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(numberOfFolds, 2);
        var rows = Rows(data, samplingKeyColumnName, seed);
        return [.. Enumerable.Range(0, numberOfFolds).Select(fold => Split(rows, (double)fold / numberOfFolds, (fold + 1.0) / numberOfFolds))];
    }

    private static TrainTestData Split(RowSplit rows, double lower, double upper) => new(rows.Outside(lower, upper), rows.Inside(lower, upper));

    private RowSplit Rows(IDataView data, string? samplingKeyColumnName, int? seed) => new(
        data,
        samplingKeyColumnName is null ? null : Require(data, samplingKeyColumnName),
        seed ?? Environment.Register(nameof(TrainTestSplit)).Rand.Next());
}
