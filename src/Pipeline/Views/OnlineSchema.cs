using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>
/// A model bound to a schema: the input's columns as they are, then those that the model writes, then where need be the label as keys that are numbered like
/// the model's slots.
/// </summary>
internal sealed class OnlineSchema
{
    /// <param name="model">The model.</param>
    /// <param name="inputSchema">The input's columns.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column of the input is missing or of another type or size.</exception>
    public OnlineSchema(OnlineModel model, DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        Model = model;
        Input = inputSchema;
        Inputs = OnlineColumnChecks.Inputs(inputSchema, model.Columns, model.InputSize);
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(inputSchema);
        foreach (var output in model.Outputs)
        {
            builder.AddColumn(output.Name, output.Type, output.Annotations);
        }

        Label = SlotLabels.Of(model.Columns, inputSchema);
        if (Label is not null)
        {
            builder.AddColumn(Label.Source.Name, Label.Type, Label.Annotations);
        }

        Output = builder.ToSchema();
    }

    public OnlineModel Model { get; }

    public DataViewSchema Input { get; }

    public DataViewSchema Output { get; }

    /// <summary>The columns that make the learner's input, in their order.</summary>
    public IReadOnlyList<DataViewSchema.Column> Inputs { get; }

    /// <summary>The last of the columns of <see cref="Output"/>, or null where the label, if there is any, serves as it is.</summary>
    public SlotLabels? Label { get; }

    /// <summary>Whether each column of <see cref="Output"/> is among those given.</summary>
    public bool[] Active(IEnumerable<DataViewSchema.Column> columns)
    {
        bool[] active = new bool[Output.Count];
        foreach (var column in columns)
        {
            active[column.Index] = true;
        }

        return active;
    }

    /// <summary>Whether any column that the model writes is active.</summary>
    public bool IsPredictionActive(bool[] active) => active.AsSpan(Input.Count, Model.Outputs.Count).Contains(true);

    /// <summary>Whether the mapped label is active.</summary>
    public bool IsLabelActive(bool[] active) => Label is not null && active[^1];
}
