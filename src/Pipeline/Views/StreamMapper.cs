using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>Follows a stream where a column that the model writes is asked for; else passes the rows through.</summary>
internal sealed class StreamMapper : IRowToRowMapper
{
    private readonly OnlineSchema _schema;

    /// <param name="model">The model.</param>
    /// <param name="inputSchema">The input's columns.</param>
    /// <param name="adapts">Whether the rows are learnt as well, where they have a label column, or the model takes none besides its input.</param>
    public StreamMapper(OnlineModel model, DataViewSchema inputSchema, bool adapts = false)
    {
        _schema = new(model, inputSchema);
        var columns = model.Columns;
        Label = adapts && columns.Target is not null ? OnlineColumnChecks.LabelOrNull(inputSchema, columns) : null;
        Learns = adapts && (columns.Target is null || Label is not null);
        Context = Learns ? ContextColumns.ToLearn(inputSchema, columns) : ContextColumns.ToScore(inputSchema, columns);
    }

    public OnlineModel Model => _schema.Model;

    public DataViewSchema InputSchema => _schema.Input;

    public DataViewSchema OutputSchema => _schema.Output;

    /// <summary>Whether the rows are learnt.</summary>
    public bool Learns { get; }

    /// <summary>The columns that make the learner's input, in their order.</summary>
    public IReadOnlyList<DataViewSchema.Column> Inputs => _schema.Inputs;

    /// <summary>The label to learn, if there is one.</summary>
    public DataViewSchema.Column? Label { get; }

    /// <summary>The columns that tell of a row what is to be known besides its input and its label.</summary>
    public ContextColumns Context { get; }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        bool[] active = _schema.Active(dependingColumns);
        if (_schema.IsPredictionActive(active))
        {
            foreach (var column in Inputs.Concat(new[] { Label }.OfType<DataViewSchema.Column>()).Concat(Context.All))
            {
                active[column.Index] = true;
            }
        }

        if (_schema.IsLabelActive(active))
        {
            active[_schema.Label!.Source.Index] = true;
        }

        return InputSchema.Where(column => active[column.Index]);
    }

    DataViewRow IRowToRowMapper.GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) => Bind(input, activeColumns).Row;

    /// <summary>
    /// Binds a row of the input: the row with the columns that the model writes, and the step that computes them, or null where none is asked for.
    /// </summary>
    public (OnlineRow Row, StreamStep? Step) Bind(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Schema != InputSchema)
        {
            throw new ArgumentException("The row is not of the schema that the mapper is bound to.", nameof(input));
        }

        bool[] active = _schema.Active(activeColumns);
        var step = _schema.IsPredictionActive(active) ? new StreamStep(input, this) : null;
        return (new(_schema, input, active, step, owned: input), step);
    }
}
