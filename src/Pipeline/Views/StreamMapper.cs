using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>Follows a stream where the output is asked for; else passes the rows through.</summary>
internal sealed class StreamMapper : OnlineMapper
{
    /// <param name="model">The model.</param>
    /// <param name="inputSchema">The input's columns.</param>
    /// <param name="adapts">Whether the rows are learnt as well, where they have a label column, or the model takes none besides its input.</param>
    public StreamMapper(OnlineModel model, DataViewSchema inputSchema, bool adapts = false)
        : base(model, inputSchema)
    {
        var columns = model.Columns;
        Label = adapts && columns.Target is not null ? ColumnChecks.LabelOrNull(inputSchema, columns) : null;
        Learns = adapts && (columns.Target is null || Label is not null);
        Context = Learns ? ContextColumns.ToLearn(inputSchema, columns) : ContextColumns.ToScore(inputSchema, columns);
    }

    /// <summary>Whether the rows are learnt.</summary>
    public bool Learns { get; }

    public override DataViewSchema.Column? Label { get; }

    public override ContextColumns Context { get; }

    protected override bool TakesStep(bool outputActive) => outputActive;

    protected override RowStep CreateStep(DataViewRow input) => new StreamStep(input, this);
}
