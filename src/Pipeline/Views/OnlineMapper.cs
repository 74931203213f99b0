using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>An online model bound to a schema: the input's columns as they are, then those that the model writes.</summary>
internal abstract class OnlineMapper : IRowToRowMapper
{
    protected OnlineMapper(OnlineModel model, DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        Model = model;
        InputSchema = inputSchema;
        Inputs = ColumnChecks.Inputs(inputSchema, model.Columns, model.InputSize);
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(inputSchema);
        foreach (var output in model.Outputs)
        {
            builder.AddColumn(output.Name, output.Type, output.Annotations);
        }

        OutputSchema = builder.ToSchema();
    }

    public OnlineModel Model { get; }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    /// <summary>The columns that make the learner's input, in their order.</summary>
    public IReadOnlyList<DataViewSchema.Column> Inputs { get; }

    /// <summary>The columns that tell of a row what is to be known besides its input and its label.</summary>
    public abstract ContextColumns Context { get; }

    /// <summary>The label to learn, if there is one.</summary>
    public abstract DataViewSchema.Column? Label { get; }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        bool[] active = Active(dependingColumns);
        if (TakesStep(IsOutputActive(active)))
        {
            foreach (var column in Inputs.Concat(new[] { Label }.OfType<DataViewSchema.Column>()).Concat(Context.All))
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
        return new(this, input, active, TakesStep(IsOutputActive(active)) ? CreateStep(input) : null);
    }

    /// <summary>Whether the learner does anything at a row.</summary>
    protected abstract bool TakesStep(bool outputActive);

    /// <summary>What the learner does at each row of <paramref name="input"/>.</summary>
    protected abstract RowStep CreateStep(DataViewRow input);

    private bool IsOutputActive(bool[] active) => active.AsSpan(InputSchema.Count).Contains(true);

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
