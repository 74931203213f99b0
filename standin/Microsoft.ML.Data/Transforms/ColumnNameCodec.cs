namespace Microsoft.ML.Data;

// Column names in a model file.
internal static class ColumnNameCodec
{
    public static void Write(BinaryWriter writer, string[] names)
    {
        writer.Write(names.Length);
        foreach (var name in names)
            writer.Write(name);
    }

    public static string[] ReadNames(BinaryReader reader)
    {
        var names = new List<string>();
        for (var left = reader.ReadInt32(); left > 0; left--)
            names.Add(reader.ReadString());
        return [.. names];
    }

    public static void Write(BinaryWriter writer, InputOutputColumnPair[] columns)
    {
        Write(writer, Array.ConvertAll(columns, column => column.OutputColumnName));
        Write(writer, Array.ConvertAll(columns, column => column.InputColumnName));
    }

    public static InputOutputColumnPair[] ReadPairs(BinaryReader reader)
    {
        var outputs = ReadNames(reader);
        var inputs = ReadNames(reader);
        return [.. outputs.Zip(inputs, (output, input) => new InputOutputColumnPair(output, input))];
    }
}
