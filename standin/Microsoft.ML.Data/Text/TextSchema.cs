namespace Microsoft.ML.Data;

// The schema of a text file: a header that is known beforehand names the slots of its vectors.
internal static class TextSchema
{
    public static DataViewSchema Of(TextColumn[] columns, TextFormat format, IMultiStreamSource? sample)
    {
        var header = new TextFields(format);
        if (format.HasHeader && sample is not null && TextLines.Header(sample) is { } line)
            header.Split(line);

        var builder = new DataViewSchema.Builder();
        foreach (var column in columns)
            builder.AddColumn(column.Name, column.Type, Annotations(column, header));
        return builder.ToSchema();
    }

    private static DataViewSchema.Annotations? Annotations(TextColumn column, TextFields header)
    {
        var names = Array.ConvertAll(column.Fields, field => header[field].Trim());
        if (!column.IsVector || names.All(name => name.IsEmpty))
            return null;

        var slots = new VBuffer<ReadOnlyMemory<char>>(names.Length, names);
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(
            AnnotationKinds.SlotNames,
            new VectorDataViewType(TextDataViewType.Instance, names.Length),
            (ref VBuffer<ReadOnlyMemory<char>> value) => slots.CopyTo(ref value));
        return builder.ToAnnotations();
    }
}
