using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>Binds an engine's row: it takes its step whatever is read of it, and reads what there is to learn from.</summary>
internal sealed class LiveMapper : OnlineMapper
{
    private readonly Func<DataViewRow, LiveMapper, LiveStep> _bind;

    public LiveMapper(OnlineModel model, DataViewSchema inputSchema, Func<DataViewRow, LiveMapper, LiveStep> bind)
        : base(model, inputSchema)
    {
        _bind = bind;
        Label = Find(ColumnRole.LabelOf(model.Columns), Target);
        Context = ContextColumns.ToScore(inputSchema, model.Columns) with
        {
            Time = Find(ColumnRole.Time, model.Columns.Time),
            Weight = Find(ColumnRole.Weight, model.Columns.Weight),
        };
    }

    public override DataViewSchema.Column? Label { get; }

    public override ContextColumns Context { get; }

    /// <summary>What is wrong with the label column where there is none to read, and the model takes one besides its input; else null.</summary>
    public string? LabelProblem => Problem(ColumnRole.LabelOf(Model.Columns), Target, Label);

    /// <summary>What is wrong with a label that is to come later than its row; else null.</summary>
    public string? LateLabelProblem => Model.Columns switch
    {
        { Target: not null } => null,
        { Label: { } label } => $"No label comes late: the label column '{label}' is an input, and each row the target of those before it.",
        _ => "No label comes late: the model takes none.",
    };

    /// <summary>What is wrong with a time or weight column that is named and cannot be read; else null.</summary>
    public string? ContextProblem =>
        Problem(ColumnRole.Time, Model.Columns.Time, Context.Time) ?? Problem(ColumnRole.Weight, Model.Columns.Weight, Context.Weight);

    private string? Target => Model.Columns.Target;

    protected override bool TakesStep(bool outputActive) => true;

    protected override RowStep CreateStep(DataViewRow input) => _bind(input, this);

    private DataViewSchema.Column? Find(ColumnRole role, string? name) =>
        name is not null && InputSchema.GetColumnOrNull(name) is { } column && role.Fits(column) ? column : null;

    private string? Problem(ColumnRole role, string? name, DataViewSchema.Column? found) => name is null || found is not null
        ? null
        : $"The rows have no {role.Name} to learn from: "
            + (InputSchema.GetColumnOrNull(name) is { Type: var type } ? $"column '{name}' is of type {type}, not {role.Expected}." : $"there is no column '{name}'.");
}
