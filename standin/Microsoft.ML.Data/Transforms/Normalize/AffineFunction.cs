using System.Collections.Immutable;
using System.Numerics;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Data;

// (value - offset) * scale.
internal sealed class AffineFunction<T>(T[] scale, T[] offset) : SlotFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public override int Slots => scale.Length;

    public override bool KeepsZero { get; } = offset.All(T.IsZero);

    public override T Apply(int slot, T value) => (value - offset[slot]) * scale[slot];

    public override NormalizingTransformer.NormalizerModelParametersBase ParametersOf(DataViewType type) => type is VectorDataViewType
        ? new NormalizingTransformer.AffineNormalizerModelParameters<ImmutableArray<T>>([.. scale], KeepsZero ? [] : [.. offset])
        : new NormalizingTransformer.AffineNormalizerModelParameters<T>(scale[0], offset[0]);

    public override void Save(BinaryWriter writer)
    {
        writer.WriteArray(scale);
        writer.WriteArray(offset);
    }

    public static AffineFunction<T> Load(BinaryReader reader) => new(reader.ReadArray<T>(), reader.ReadArray<T>());
}
