using System.Collections.Immutable;
using System.Numerics;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Data;

// The share of a normal distribution below the value.
internal sealed class CdfFunction<T>(T[] mean, T[] deviation) : SlotFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public override int Slots => mean.Length;

    public override bool KeepsZero => false;

    // Zero where the slot was constant when it was fitted, and for what is not finite.
    public override T Apply(int slot, T value) =>
        T.IsZero(deviation[slot]) || !T.IsFinite(value) ? T.Zero : Cdf((value - mean[slot]) / deviation[slot]);

    public override NormalizingTransformer.NormalizerModelParametersBase ParametersOf(DataViewType type) => type is VectorDataViewType
        ? new NormalizingTransformer.CdfNormalizerModelParameters<ImmutableArray<T>>([.. mean], [.. deviation], useLog: false)
        : new NormalizingTransformer.CdfNormalizerModelParameters<T>(mean[0], deviation[0], useLog: false);

    public override void Save(BinaryWriter writer)
    {
        writer.WriteArray(mean);
        writer.WriteArray(deviation);
    }

    public static CdfFunction<T> Load(BinaryReader reader) => new(reader.ReadArray<T>(), reader.ReadArray<T>());

    // (1 + erf(z / sqrt 2)) / 2, with Winitzki's elementary approximation of erf.
    private static T Cdf(T z)
    {
        var square = z * z / T.CreateTruncating(2);
        var small = T.CreateTruncating(0.147) * square;
        var power = double.CreateTruncating(-square) * (4 / Math.PI + double.CreateTruncating(small)) / double.CreateTruncating(T.One + small);
        return T.CreateTruncating(0.5 + 0.5 * T.Sign(z) * Math.Sqrt(1 - Math.Exp(power)));
    }
}
