namespace Microsoft.ML.Data;

// Schemas in a model file, annotations and all.
internal static class SchemaCodec
{
    public static void Write(BinaryWriter writer, DataViewSchema schema)
    {
        writer.Write(schema.Count);
        foreach (var column in schema)
        {
            writer.Write(column.Name);
            DataViewTypeCodec.Write(writer, column.Type);
            Write(writer, column.Annotations);
        }
    }

    public static DataViewSchema Read(BinaryReader reader)
    {
        var builder = new DataViewSchema.Builder();
        for (var left = reader.ReadInt32(); left > 0; left--)
            builder.AddColumn(reader.ReadString(), DataViewTypeCodec.Read(reader), ReadAnnotations(reader));
        return builder.ToSchema();
    }

    public static void Write(BinaryWriter writer, DataViewSchema.Annotations annotations)
    {
        Write(writer, annotations.Schema);
        foreach (var column in annotations.Schema)
            GenericCall.Invoke(WriteValue<int>, column.Type.RawType, writer, annotations, column);
    }

    public static DataViewSchema.Annotations ReadAnnotations(BinaryReader reader)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        foreach (var column in Read(reader))
            builder.Add(column.Name, column.Type, GenericCall.Invoke(ReadValue<int>, column.Type.RawType, reader, column.Type), column.Annotations);
        return builder.ToAnnotations();
    }

    private static bool WriteValue<T>(BinaryWriter writer, DataViewSchema.Annotations annotations, DataViewSchema.Column column)
    {
        var value = default(T)!;
        annotations.GetGetter<T>(column)(ref value);
        ValueCodec.Of<T>(column.Type).Write(writer, value);
        return true;
    }

    private static Delegate ReadValue<T>(BinaryReader reader, DataViewType type) =>
        ConstantGetter.Of(ValueCodec.Of<T>(type).Read(reader), type);
}
