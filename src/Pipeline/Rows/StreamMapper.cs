using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>Follows a stream where the output is asked for; else passes the rows through.</summary>
internal sealed class StreamMapper(OnlineModel model, DataViewSchema inputSchema) : OnlineMapper(model, inputSchema)
{
    protected override IEnumerable<DataViewSchema.Column> StepColumns(bool outputActive) => outputActive ? [Features] : [];

    protected override RowStep? CreateStep(DataViewRow input, bool outputActive) => outputActive ? new StreamStep(input, this) : null;
}
