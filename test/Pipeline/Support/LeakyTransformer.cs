using Microsoft.ML;

namespace AdaptiveML.Pipeline.Tests.Support;

/// <summary>The component's transformer.</summary>
internal sealed class LeakyTransformer(OnlineModel model) : OnlineTransformer(model)
{
    /// <summary>A fresh model over a schema.</summary>
    public static LeakyTransformer Over(DataViewSchema schema, string features = "Features", string output = "Score", int inputSize = 3) =>
        new(new(new LeakyComponent(), OnlineColumns.For(schema, features, "Label", output), new LeakySum(inputSize)));
}
