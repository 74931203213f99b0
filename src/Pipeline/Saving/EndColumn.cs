using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Pipeline;

/// <summary>The stages of a saved model that read the end-of-sequence column.</summary>
internal static class EndColumn
{
    /// <summary>Brings the column under a reserved name.</summary>
    public static IEstimator<ITransformer> Copy(TransformsCatalog transforms, OnlineColumns columns) =>
        transforms.CopyColumns(ReservedNames.EndOfSequence, columns.EndOfSequence!);

    /// <summary>Puts its code behind the features.</summary>
    public static IEstimator<ITransformer> Encode(TransformsCatalog transforms) =>
        transforms.CustomMapping<EndFactory.Input, CodedFeatures>(EndFactory.Map, EndFactory.Contract);
}

/// <summary>Puts behind the features whether the row is the last of its sequence.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class EndFactory : CustomMappingFactory<EndFactory.Input, CodedFeatures>
{
    public const string Contract = "AdaptiveML.Pipeline.EndOfSequence";

    public override Action<Input, CodedFeatures> GetMapping() => Map;

    public static void Map(Input input, CodedFeatures output) => output.Join(input.Features, input.EndsSequence);

    internal sealed class Input : UncodedFeatures
    {
        [ColumnName(ReservedNames.EndOfSequence)]
        public bool EndsSequence { get; set; }
    }
}

/// <summary>Whether a row is the last of its sequence as a number, 0 or 1, behind the features of a saved model.</summary>
internal static class EndCode
{
    /// <summary>Numbers in a code.</summary>
    public const int Length = 1;

    public static void Join(this CodedFeatures output, in VBuffer<float> features, bool ends) => output.Join(features, [ends ? 1 : 0]);

    public static bool Read(ReadOnlySpan<float> code) => code[0] != 0;
}
