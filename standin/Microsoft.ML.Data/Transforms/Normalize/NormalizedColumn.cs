using System.Numerics;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Data;

// A column's normaliser, fitted.
internal abstract class NormalizedColumn
{
    private enum Kind : byte
    {
        Affine = 0,
        Cdf = 1,
    }

    public abstract DataViewType Type { get; }

    public abstract NormalizingTransformer.NormalizerModelParametersBase Parameters { get; }

    public abstract Delegate CreateGetter(DataViewRow input, DataViewSchema.Column column);

    public abstract void Save(BinaryWriter writer);

    public static NormalizedColumn Create<T>(DataViewType type, SlotFunction<T> function)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Of<T>(type, function);

    public static NormalizedColumn Load(BinaryReader reader)
    {
        var type = DataViewTypeCodec.Read(reader);
        return GenericCall.Invoke(LoadAs<float>, type.ItemType().RawType, reader, type);
    }

    private static NormalizedColumn LoadAs<T>(BinaryReader reader, DataViewType type)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Of<T>(type, (Kind)reader.ReadByte() == Kind.Cdf ? CdfFunction<T>.Load(reader) : AffineFunction<T>.Load(reader));

    private sealed class Of<T>(DataViewType type, SlotFunction<T> function) : NormalizedColumn
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public override DataViewType Type { get; } = type;

        public override NormalizingTransformer.NormalizerModelParametersBase Parameters { get; } = function.ParametersOf(type);

        public override Delegate CreateGetter(DataViewRow input, DataViewSchema.Column column) =>
            Type is VectorDataViewType ? VectorGetter(input.GetGetter<VBuffer<T>>(column)) : ScalarGetter(input.GetGetter<T>(column));

        public override void Save(BinaryWriter writer)
        {
            DataViewTypeCodec.Write(writer, Type);
            writer.Write((byte)(function is CdfFunction<T> ? Kind.Cdf : Kind.Affine));
            function.Save(writer);
        }

        private ValueGetter<T> ScalarGetter(ValueGetter<T> source) => (ref T value) =>
        {
            source(ref value);
            value = function.Apply(0, value);
        };

        // In the caller's own buffer: the source fills it, each explicit value is mapped in its place.
        private ValueGetter<VBuffer<T>> VectorGetter(ValueGetter<VBuffer<T>> source)
        {
            var sparse = default(VBuffer<T>);
            return (ref VBuffer<T> value) =>
            {
                source(ref value);
                if (value.Length != function.Slots)
                    throw new InvalidOperationException($"The normaliser was fitted on {function.Slots} slots, but got {value.Length}.");
                if (!value.IsDense && !function.KeepsZero)
                {
                    value.CopyTo(ref sparse);
                    sparse.CopyToDense(ref value);
                }

                var editor = VBufferEditor.CreateFromBuffer(ref value);
                for (var i = 0; i < editor.Values.Length; i++)
                    editor.Values[i] = function.Apply(value.IsDense ? i : editor.Indices[i], editor.Values[i]);
            };
        }
    }
}
