using System.Numerics;
using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>The views of one head's tokens, a row each, padded with zeros to whole tiles; or their adjoints.</summary>
internal sealed class TokenRows<T>(int size, int outputs, int count)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Elements from one row of queries and keys to the next.</summary>
    public int Stride { get; } = Tile.Pad(size);

    /// <summary>Elements from one row of values and outputs to the next.</summary>
    public int OutputStride { get; } = Tile.Pad(outputs);

    /// <summary>What is looked up.</summary>
    public T[] Queries { get; } = new T[count * Tile.Pad(size)];

    /// <summary>What is learnt from.</summary>
    public T[] Keys { get; } = new T[count * Tile.Pad(size)];

    /// <summary>What is learnt.</summary>
    public T[] Values { get; } = new T[count * Tile.Pad(outputs)];

    /// <summary>f(query).</summary>
    public T[] Outputs { get; } = new T[count * Tile.Pad(outputs)];

    /// <summary>lr: the step of each token's gradient.</summary>
    public T[] Rates { get; } = new T[count];

    /// <summary>α: what a token leaves of the weights before it, where the rule has it.</summary>
    public T[] Retentions { get; } = new T[count];
}
