using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>Binds an engine's row: it takes its step whatever is read of it, and reads the label if there is one.</summary>
internal sealed class LiveMapper(OnlineModel model, DataViewSchema inputSchema, Func<DataViewRow, LiveMapper, LiveStep> bind)
    : OnlineMapper(model, inputSchema)
{
    private readonly DataViewSchema.Column? _named = inputSchema.GetColumnOrNull(model.Columns.Label);

    /// <summary>The label column, where the rows have one of the right type.</summary>
    public DataViewSchema.Column? Label => _named is { Type: var type } && type == NumberDataViewType.Single ? _named : null;

    /// <summary>What is wrong with the label column where there is none to read.</summary>
    public string LabelProblem => "The rows have no label to learn from: "
        + (_named is { Type: var type } ? $"column '{Model.Columns.Label}' is of type {type}, not Single." : $"there is no column '{Model.Columns.Label}'.");

    protected override IEnumerable<DataViewSchema.Column> StepColumns(bool outputActive) => Label is { } label ? [Features, label] : [Features];

    protected override RowStep CreateStep(DataViewRow input, bool outputActive) => bind(input, this);
}
