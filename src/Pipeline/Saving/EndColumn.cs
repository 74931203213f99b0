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
        EndFactory.Estimator(transforms, EndFactory.Contract);
}

/// <summary>Puts behind the features whether the row is the last of its sequence.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class EndFactory : CodeFactory<EndFactory.Input>
{
    public const string Contract = "AdaptiveML.Pipeline.EndOfSequence";

    internal sealed class Input : UncodedFeatures
    {
        [ColumnName(ReservedNames.EndOfSequence)]
        public bool EndsSequence { get; set; }

        internal override void Encode(CodedFeatures output) => output.Join(Features, EndsSequence);
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
