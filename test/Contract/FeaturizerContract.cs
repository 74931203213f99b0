using Microsoft.ML;

namespace AdaptiveML.Contract;

/// <summary>The contract of a transform of the column Features that reads no label.</summary>
/// <typeparam name="TOutput">Has a member for each column that the model adds.</typeparam>
public abstract class FeaturizerContract<TOutput> : EstimatorContract<float, TOutput>
    where TOutput : class, new()
{
    protected sealed override float Label(float signal) => signal;

    protected sealed override IEnumerable<(string What, IDataView View)> WrongLabels(IDataView view) => [];
}
