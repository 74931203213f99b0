using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>A row of the input with the columns that the model writes.</summary>
/// <param name="schema">The columns.</param>
/// <param name="input">The row of the input.</param>
/// <param name="active">Whether each column can be read.</param>
/// <param name="prediction">The prediction for the row, or null where no column that the model writes can be read.</param>
/// <param name="owned">The row that is disposed with this one.</param>
internal sealed class OnlineRow(OnlineSchema schema, DataViewRow input, bool[] active, IPrediction? prediction, DataViewRow owned) : DataViewRow
{
    private readonly Delegate?[] _outputs =
    [
        .. schema.Model.Outputs.Select(output => prediction is null ? null : OutputGetters.Create(output, prediction)),
        schema.IsLabelActive(active) ? schema.Label!.CreateGetter(input) : null,
    ];

    public override DataViewSchema Schema => schema.Output;

    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
        {
            throw new InvalidOperationException($"Column '{column.Name}' was not asked for when the row was made.");
        }

        return column.Index < schema.Input.Count
            ? input.GetGetter<TValue>(schema.Input[column.Index])
            : _outputs[column.Index - schema.Input.Count] as ValueGetter<TValue>
                ?? throw new InvalidOperationException($"Column '{column.Name}' is of type {column.Type}, not {typeof(TValue)}.");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            owned.Dispose();
        }

        base.Dispose(disposing);
    }
}
