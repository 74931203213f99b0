namespace Microsoft.ML.Data;

// Column values in a model file.
internal abstract class ValueCodec<T>
{
    public abstract void Write(BinaryWriter writer, T value);

    public abstract T Read(BinaryReader reader);
}
