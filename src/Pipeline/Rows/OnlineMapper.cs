using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>An online model bound to a schema: the input's columns as they are, then the output.</summary>
internal abstract class OnlineMapper : IRowToRowMapper
{
    protected OnlineMapper(OnlineModel model, DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        Model = model;
        InputSchema = inputSchema;
        Features = ColumnChecks.Features(inputSchema, model.Columns.Features, model.FeatureCount);
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(inputSchema);
        builder.AddColumn(model.Columns.Output, RegressionScore.Type, RegressionScore.Annotations);
        OutputSchema = builder.ToSchema();
    }

    public OnlineModel Model { get; }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    public DataViewSchema.Column Features { get; }

    /// <summary>The columns that tell of a row what is to be known besides its features and its label.</summary>
    public abstract ContextColumns Context { get; }

    /// <summary>The label to learn, if there is one.</summary>
    public abstract DataViewSchema.Column? Label { get; }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        bool[] active = Active(dependingColumns);
        if (TakesStep(active[^1]))
        {
            foreach (var column in new[] { Features, Label }.OfType<DataViewSchema.Column>().Concat(Context.All))
            {
                active[column.Index] = true;
            }
        }

        return InputSchema.Where(column => active[column.Index]);
    }

    DataViewRow IRowToRowMapper.GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) => GetRow(input, activeColumns);

    public OnlineRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Schema != InputSchema)
        {
            throw new ArgumentException("The row is not of the schema that the mapper is bound to.", nameof(input));
        }

        bool[] active = Active(activeColumns);
        return new(this, input, active, TakesStep(active[^1]) ? CreateStep(input) : null);
    }

    /// <summary>Whether the learner does anything at a row.</summary>
    protected abstract bool TakesStep(bool outputActive);

    /// <summary>What the learner does at each row of <paramref name="input"/>.</summary>
    protected abstract RowStep CreateStep(DataViewRow input);

    private bool[] Active(IEnumerable<DataViewSchema.Column> columns)
    {
        bool[] active = new bool[OutputSchema.Count];
        foreach (var column in columns)
        {
            active[column.Index] = true;
        }

        return active;
    }
}
