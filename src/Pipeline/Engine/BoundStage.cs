using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>A stage in an engine's own chains. ML.NET's engine binds it once, to the one row that it works on.</summary>
/// <param name="outputSchema">The stage's output schema for an input schema.</param>
/// <param name="bind">Makes the stage's row of the row in front of it and the columns that are read.</param>
internal sealed class BoundStage(
    Func<DataViewSchema, DataViewSchema> outputSchema, Func<DataViewRow, IEnumerable<DataViewSchema.Column>, DataViewRow> bind) : ITransformer
{
    public bool IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => outputSchema(inputSchema);

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new Mapper(inputSchema, outputSchema(inputSchema), bind);

    public IDataView Transform(IDataView input) => throw new NotSupportedException("An engine works on single rows.");

    void ICanSaveModel.Save(ModelSaveContext ctx) => throw new NotSupportedException("An engine is saved by its CheckPoint.");

    private sealed class Mapper(
        DataViewSchema input, DataViewSchema output, Func<DataViewRow, IEnumerable<DataViewSchema.Column>, DataViewRow> bind) : IRowToRowMapper
    {
        public DataViewSchema InputSchema => input;

        public DataViewSchema OutputSchema => output;

        /// <summary>Every column can be read. A column costs nothing until it is.</summary>
        public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) => input;

        public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) => bind(input, activeColumns);
    }
}
