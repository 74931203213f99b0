using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>What the mapping of a saved model with several output columns, or with vectors, writes: all of them in one vector, which <see cref="NextColumn{T}"/> takes apart.</summary>
public sealed class ColumnsOutput : ScoreOutput
{
    /// <summary>For each column the number of its slots, or 0 where it is a number, and behind it its values.</summary>
    [ColumnName(ReservedNames.Columns)]
    [VectorType]
    public VBuffer<float> Columns { get; set; }

    internal override void Take(ReadOnlySpan<float> prediction, IReadOnlyList<OnlineOutput> outputs)
    {
        base.Take(prediction, outputs);
        int length = 0;
        foreach (var output in outputs)
        {
            length += 1 + Math.Max(output.Slots, 1);
        }

        var columns = Columns;
        var editor = VBufferEditor.Create(ref columns, length);
        var rest = editor.Values;
        foreach (var output in outputs)
        {
            rest[0] = output.Slots;
            output.Write(prediction, rest[1..]);
            rest = rest[(1 + Math.Max(output.Slots, 1))..];
        }

        Columns = editor.Commit();
    }
}
