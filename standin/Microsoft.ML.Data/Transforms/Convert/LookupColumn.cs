namespace Microsoft.ML.Data;

// A column that is held in memory, such as the keys or the values of a map.
internal sealed class LookupColumn<T>(DataViewType type, T[] values, DataViewSchema.Annotations annotations)
{
    public DataViewType Type { get; } = type;

    public T[] Values { get; } = values;

    public DataViewSchema.Annotations Annotations { get; } = annotations;

    public static LookupColumn<T> Read(DataViewSchema.Column column, IEnumerable<T> values) => new(column.Type, [.. values], column.Annotations);

    public static LookupColumn<T> Load(BinaryReader reader, DataViewType type)
    {
        var annotations = SchemaCodec.ReadAnnotations(reader);
        var codec = ValueCodec.Of<T>(type);
        var values = new List<T>();
        for (var left = reader.ReadInt32(); left > 0; left--)
            values.Add(codec.Read(reader));
        return new LookupColumn<T>(type, [.. values], annotations);
    }

    public void Save(BinaryWriter writer)
    {
        SchemaCodec.Write(writer, Annotations);
        var codec = ValueCodec.Of<T>(Type);
        writer.Write(Values.Length);
        foreach (var value in Values)
            codec.Write(writer, value);
    }
}
