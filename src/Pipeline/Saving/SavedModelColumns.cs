using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>What a saved model's mapping reads of a row.</summary>
internal sealed class ScoreInput
{
    /// <summary>The model as text, the same in every row.</summary>
    [ColumnName(ReservedNames.Payload)]
    public ReadOnlyMemory<char> Payload { get; set; }

    /// <summary>
    /// The columns of the input, one behind the other. Behind them stand, for the columns that the model has, the codes of the row's time (4 numbers), group
    /// (8) and end of sequence (1).
    /// </summary>
    [ColumnName(ReservedNames.Features)]
    [VectorType]
    public VBuffer<float> Features { get; set; }
}

/// <summary>What a saved model's mapping writes.</summary>
internal class ScoreOutput
{
    /// <summary>The first column's part of the prediction; of several elements the first.</summary>
    [ColumnName(ReservedNames.Score)]
    public float Score { get; set; }

    internal virtual void Fill(ReadOnlySpan<float> prediction, long clock, IReadOnlyList<OnlineOutput> outputs) => Score = outputs[0].At(prediction, 0);
}

/// <summary>
/// What the mapping of a saved model with several output columns, or with vectors, writes: all of them in one vector, which later stages unpack.
/// </summary>
internal sealed class ColumnsOutput : ScoreOutput
{
    /// <summary>For each column the number of its slots, or 0 where it is a number, and behind it its values; of a time its code.</summary>
    [ColumnName(ReservedNames.Columns)]
    [VectorType]
    public VBuffer<float> Columns { get; set; }

    internal override void Fill(ReadOnlySpan<float> prediction, long clock, IReadOnlyList<OnlineOutput> outputs)
    {
        base.Fill(prediction, clock, outputs);
        int length = 0;
        foreach (var output in outputs)
        {
            length += 1 + output.PackedLength;
        }

        var columns = Columns;
        var editor = VBufferEditor.Create(ref columns, length);
        var rest = editor.Values;
        foreach (var output in outputs)
        {
            rest[0] = output.Slots;
            output.Write(prediction, clock, rest[1..]);
            rest = rest[(1 + output.PackedLength)..];
        }

        Columns = editor.Commit();
    }
}
