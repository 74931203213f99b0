using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Pipeline;

/// <summary>
/// What a saved model makes of features and of what else must be known of a row: one vector, the code of a time, a group or an end behind the features.
/// </summary>
internal sealed class CodedFeatures
{
    [ColumnName(ReservedNames.Features)]
    [VectorType]
    public VBuffer<float> Features { get; set; }

    public void Join(in VBuffer<float> features, ReadOnlySpan<float> code)
    {
        var joined = Features;
        var editor = VBufferEditor.Create(ref joined, features.Length + code.Length);
        features.CopyTo(editor.Values);
        code.CopyTo(editor.Values[features.Length..]);
        Features = editor.Commit();
    }
}

/// <summary>The features, and what a code behind them is made of.</summary>
internal abstract class UncodedFeatures
{
    [ColumnName(ReservedNames.Features)]
    [VectorType]
    public VBuffer<float> Features { get; set; }

    /// <summary>Puts the code behind the features.</summary>
    internal abstract void Encode(CodedFeatures output);
}

/// <summary>The mapping of a saved model that puts a code behind the features.</summary>
internal abstract class CodeFactory<TInput> : CustomMappingFactory<TInput, CodedFeatures>
    where TInput : UncodedFeatures, new()
{
    public sealed override Action<TInput, CodedFeatures> GetMapping() => Map;

    public static IEstimator<ITransformer> Estimator(TransformsCatalog transforms, string contract) =>
        transforms.CustomMapping<TInput, CodedFeatures>(Map, contract);

    private static void Map(TInput input, CodedFeatures output) => input.Encode(output);
}
