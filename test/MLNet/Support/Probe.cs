using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.Support;

/// <summary>An estimator that keeps the shape it is shown in a chain.</summary>
internal sealed class Probe : IEstimator<ITransformer>
{
    public SchemaShape? Seen { get; private set; }

    public ITransformer Fit(IDataView input) => new TransformerChain<ITransformer>();

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => Seen = inputSchema;
}
