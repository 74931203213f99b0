using System.Collections.Immutable;

namespace Microsoft.ML.Data;

// Column types in a model file.
internal static class DataViewTypeCodec
{
    private enum Tag : byte
    {
        Standard = 0,
        RowId = 1,
        Key = 2,
        Vector = 3,
    }

    public static void Write(BinaryWriter writer, DataViewType type)
    {
        switch (type)
        {
            case VectorDataViewType vector:
                writer.Write((byte)Tag.Vector);
                writer.Write(vector.Dimensions.Length);
                foreach (var dimension in vector.Dimensions)
                    writer.Write(dimension);
                Write(writer, vector.ItemType);
                break;
            case KeyDataViewType key:
                writer.Write((byte)Tag.Key);
                writer.Write((byte)DataKinds.KindOf(key.RawType));
                writer.Write(key.Count);
                break;
            case RowIdDataViewType:
                writer.Write((byte)Tag.RowId);
                break;
            default:
                writer.Write((byte)Tag.Standard);
                writer.Write((byte)DataKinds.KindOf(type.RawType));
                break;
        }
    }

    public static DataViewType Read(BinaryReader reader)
    {
        switch ((Tag)reader.ReadByte())
        {
            case Tag.Vector:
                var dimensions = ImmutableArray.CreateBuilder<int>();
                for (var left = reader.ReadInt32(); left > 0; left--)
                    dimensions.Add(reader.ReadInt32());
                return new VectorDataViewType((PrimitiveDataViewType)Read(reader), dimensions.ToImmutable());
            case Tag.Key:
                var raw = ((DataKind)reader.ReadByte()).ToType().RawType;
                return new KeyDataViewType(raw, reader.ReadUInt64());
            case Tag.RowId:
                return RowIdDataViewType.Instance;
            case Tag.Standard:
                return ((DataKind)reader.ReadByte()).ToType();
            default:
                throw new FormatException("The model has a column type of an unknown kind.");
        }
    }
}
