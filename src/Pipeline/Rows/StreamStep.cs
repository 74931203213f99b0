using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>A row of a stream that is followed.</summary>
internal sealed class StreamStep(DataViewRow row, OnlineMapper mapper) : RowStep(row, mapper.Features, mapper.Model.FeatureCount)
{
    private readonly StreamLearner _learner = new(mapper.Model);

    protected override float Current => _learner.Prediction;

    protected override void Run(ReadOnlySpan<float> input) => _learner.Step(input);
}
