using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

[assembly: ModelLoader("SelectColumns", typeof(ColumnSelectingTransformer))]

namespace Microsoft.ML.Transforms;

public sealed class ColumnSelectingTransformer : ITransformer
{
    private readonly bool _keepHidden;

    internal ColumnSelectingTransformer(string[] names, bool keep, bool keepHidden)
    {
        if (names.Length == 0)
            throw new ArgumentException("There is at least one column.", nameof(names));
        Names = names;
        Keeps = keep;
        _keepHidden = keepHidden;
    }

    bool ITransformer.IsRowToRowMapper => true;

    internal string[] Names { get; }

    internal bool Keeps { get; }

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;

    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new SelectedView(input, Bind(input.Schema));
    }

    internal static ColumnSelectingTransformer Load(ModelLoadContext ctx)
    {
        var keep = ctx.Reader.ReadBoolean();
        var keepHidden = ctx.Reader.ReadBoolean();
        return new ColumnSelectingTransformer(ColumnNameCodec.ReadNames(ctx.Reader), keep, keepHidden);
    }

    internal void CheckNames(IEnumerable<string> present, string paramName)
    {
        var missing = Names.Except(present).ToArray();
        if (missing.Length > 0)
            throw Errors.MissingColumn(paramName, "input", string.Join(",", missing));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => Bind(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.SetLoader("SelectColumns");
        ctx.Writer.Write(Keeps);
        ctx.Writer.Write(_keepHidden);
        ColumnNameCodec.Write(ctx.Writer, Names);
    }

    private SelectingMapper Bind(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        CheckNames(inputSchema.Select(column => column.Name), nameof(inputSchema));
        return new SelectingMapper(inputSchema, [.. Keeps ? KeptOf(inputSchema) : inputSchema.Where(column => !Names.Contains(column.Name))]);
    }

    // In the order of the names, what a column hides right before it.
    private IEnumerable<DataViewSchema.Column> KeptOf(DataViewSchema schema) =>
        Names.SelectMany(name => schema.Where(column => column.Name == name && (_keepHidden || !column.IsHidden)));
}
