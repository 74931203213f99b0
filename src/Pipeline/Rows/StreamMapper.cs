using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>Follows a stream where the output is asked for; else passes the rows through.</summary>
internal sealed class StreamMapper : OnlineMapper
{
    /// <param name="model">The model.</param>
    /// <param name="inputSchema">The input's columns.</param>
    /// <param name="adapts">Whether the rows are learnt as well, where they have the label column.</param>
    public StreamMapper(OnlineModel model, DataViewSchema inputSchema, bool adapts = false)
        : base(model, inputSchema)
    {
        Label = adapts ? ColumnChecks.LabelOrNull(inputSchema, model.Columns.Label) : null;
        Context = Label is null ? ContextColumns.ToScore(inputSchema, model.Columns) : ContextColumns.ToLearn(inputSchema, model.Columns);
    }

    public override DataViewSchema.Column? Label { get; }

    public override ContextColumns Context { get; }

    protected override bool TakesStep(bool outputActive) => outputActive;

    protected override RowStep CreateStep(DataViewRow input) => new StreamStep(input, this);
}
