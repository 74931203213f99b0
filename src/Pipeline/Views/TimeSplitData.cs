using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>The rows of a stream, divided by time. ML.NET's <c>TrainTestData</c> has no public constructor.</summary>
/// <param name="TrainSet">The earlier rows.</param>
/// <param name="TestSet">The later ones.</param>
public sealed record TimeSplitData(IDataView TrainSet, IDataView TestSet);
