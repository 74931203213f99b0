using Microsoft.ML;
using Microsoft.ML.Data;

[assembly: ModelLoader("Concatenate", typeof(ColumnConcatenatingTransformer))]

namespace Microsoft.ML.Data;

public sealed class ColumnConcatenatingTransformer : RowToRowTransformerBase
{
    private readonly string _name;
    private readonly string[] _sources;

    internal ColumnConcatenatingTransformer(string outputColumnName, string[] inputColumnNames)
    {
        if (string.IsNullOrEmpty(outputColumnName))
            throw new ArgumentNullException(nameof(outputColumnName));
        if (inputColumnNames.Length == 0)
            throw new ArgumentException("There is at least one input column.", nameof(inputColumnNames));
        _name = outputColumnName;
        _sources = inputColumnNames;
    }

    internal static ColumnConcatenatingTransformer Load(ModelLoadContext ctx) =>
        new(ctx.Reader.ReadString(), ColumnNameCodec.ReadNames(ctx.Reader));

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader("Concatenate");
        ctx.Writer.Write(_name);
        ColumnNameCodec.Write(ctx.Writer, _sources);
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema inputSchema) => new ConcatenatingMapper(inputSchema, _name, _sources);
}
