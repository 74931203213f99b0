using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.Engines;

/// <summary>A stage of our own as an engine of ours puts it into a model: it keeps the rows that it was bound to, and adds no column.</summary>
internal sealed class CountingStage(string needed) : ITransformer
{
    public List<DataViewRow> Bound { get; } = [];

    public bool IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new Mapper(inputSchema, needed, Bound);

    public IDataView Transform(IDataView input) => throw new NotSupportedException();

    public void Save(ModelSaveContext ctx) => throw new NotSupportedException();

    private sealed class Mapper(DataViewSchema schema, string needed, List<DataViewRow> bound) : IRowToRowMapper
    {
        public DataViewSchema InputSchema => schema;

        public DataViewSchema OutputSchema => schema;

        public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
            dependingColumns.Append(schema[needed]).DistinctBy(column => column.Index);

        public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
        {
            Assert.IsTrue(input.IsColumnActive(schema[needed]), "a column that was named as needed");
            bound.Add(input);
            return input;
        }
    }
}
