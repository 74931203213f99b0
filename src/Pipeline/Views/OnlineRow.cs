using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>A row of the input with the columns that the model writes, which are computed when one is first read at a position.</summary>
internal sealed class OnlineRow(OnlineMapper mapper, DataViewRow input, bool[] active, RowStep? step) : DataViewRow
{
    private readonly Delegate[] _outputs = step is { } live ? [.. mapper.Model.Outputs.Select(output => output.CreateGetter(live))] : [];

    public override DataViewSchema Schema => mapper.OutputSchema;

    public override long Position => input.Position;

    public override long Batch => input.Batch;

    /// <summary>What the learner does at each row, if anything.</summary>
    public RowStep? Step => step;

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
        {
            throw new InvalidOperationException($"Column '{column.Name}' was not asked for when the row was made.");
        }

        return column.Index < mapper.InputSchema.Count
            ? input.GetGetter<TValue>(mapper.InputSchema[column.Index])
            : _outputs[column.Index - mapper.InputSchema.Count] as ValueGetter<TValue> ?? throw new InvalidOperationException($"Column '{column.Name}' is of type {column.Type}, not {typeof(TValue)}.");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            input.Dispose();
        }

        base.Dispose(disposing);
    }
}
