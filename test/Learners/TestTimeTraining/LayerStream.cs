using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>A test-time training layer with a memory of its own, and random tokens for it.</summary>
internal sealed class LayerStream<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _width;

    public LayerStream(int width, TttLayerOptions options)
    {
        _width = width;
        var layout = new MachineLayout<T>();
        Layer = new(layout, "", width, options);
        Memory = new(layout.Parameters.Layout, layout.State, layout.Sequence, 1, keepsCopy: false);
        Layer.Initialize(Memory);
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 7);
        foreach (ref T offset in Memory.Parameters.View<T>(Layer.Fields.RowOffset))
        {
            offset = T.CreateTruncating(0.1 * random.NextNormal());
        }
    }

    public TttLayer<T> Layer { get; }

    public LearnerMemory Memory { get; }

    public FlatBuffer Begin() => new(Memory.Blank.Layout);

    public T[] Tokens(int count, ulong seed = 3)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
        var rows = new T[count * Layer.RowLength];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = i % Layer.RowLength < _width ? T.CreateTruncating(random.NextNormal()) : T.Zero;
        }

        return rows;
    }

    /// <summary>Runs a sequence on, in calls of lengths that <paramref name="next"/> gives.</summary>
    public T[] Run(FlatBuffer sequence, ReadOnlySpan<T> input, Func<int>? next = null)
    {
        int row = Layer.RowLength, tokens = input.Length / row;
        var output = new T[input.Length];
        for (int start = 0; start < tokens;)
        {
            int count = Math.Min(Math.Min(next?.Invoke() ?? 1, tokens - start), Layer.Room(sequence));
            Layer.Forward(Memory, sequence, input.Slice(start * row, count * row), output.AsSpan(start * row, count * row));
            Layer.Advance(Memory, sequence, count);
            start += count;
        }

        return output;
    }
}
