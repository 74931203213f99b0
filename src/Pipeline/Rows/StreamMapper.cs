using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>Follows a stream where the output is asked for; else passes the rows through.</summary>
/// <param name="model">The model.</param>
/// <param name="inputSchema">The input's columns.</param>
/// <param name="adapts">Whether the rows are learnt as well, where they have the label column.</param>
internal sealed class StreamMapper(OnlineModel model, DataViewSchema inputSchema, bool adapts = false) : OnlineMapper(model, inputSchema)
{
    /// <summary>The label to learn, if there is anything to learn.</summary>
    public DataViewSchema.Column? Label { get; } = adapts ? ColumnChecks.LabelOrNull(inputSchema, model.Columns.Label) : null;

    protected override IEnumerable<DataViewSchema.Column> StepColumns(bool outputActive) =>
        !outputActive ? [] : Label is { } label ? [Features, label] : [Features];

    protected override RowStep? CreateStep(DataViewRow input, bool outputActive) => outputActive ? new StreamStep(input, this) : null;
}
