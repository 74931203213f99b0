using System.Numerics;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Data;

// What a normaliser does with the value of a slot; a scalar column has one slot.
internal abstract class SlotFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public abstract int Slots { get; }

    // Whether zero stays zero in every slot, so that a sparse vector stays sparse.
    public abstract bool KeepsZero { get; }

    public abstract T Apply(int slot, T value);

    public abstract NormalizingTransformer.NormalizerModelParametersBase ParametersOf(DataViewType type);

    public abstract void Save(BinaryWriter writer);
}
