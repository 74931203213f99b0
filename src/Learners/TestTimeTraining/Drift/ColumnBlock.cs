using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>Neighbouring columns that the drift score compares with each other, and where their weights lie.</summary>
/// <param name="First">The first column.</param>
/// <param name="Count">Number of columns.</param>
/// <param name="Level">Where the weights of the level begin: [<see cref="Count"/>, <see cref="Length"/>].</param>
/// <param name="Step">Where the weights of the step begin: [<see cref="Terms"/>, <see cref="Length"/>].</param>
internal readonly record struct ColumnBlock(int First, int Count, int Level, int Step)
{
    /// <summary>Rows before a row's own that its step is judged by.</summary>
    public const int Lags = 2;

    /// <summary>Most columns of a block, which keeps the cost of a row in proportion to its columns.</summary>
    public const int Largest = 32;

    /// <summary>Elements of a row of weights.</summary>
    public int Length => Tile.Pad(Count);

    /// <summary>Elements of the columns in this row and those before.</summary>
    public int Terms => (1 + Lags) * Count;

    private int LevelEnd => Level + (Count * Length);

    private int StepEnd => Step + (Terms * Length);

    /// <summary>Divides columns into blocks.</summary>
    public static ColumnBlock[] Divide(int columns)
    {
        var blocks = new ColumnBlock[(columns + Largest - 1) / Largest];
        var end = new ColumnBlock(0, 0, 0, 0);
        for (int i = 0; i < blocks.Length; i++)
        {
            blocks[i] = end = new(i * Largest, Math.Min(Largest, columns - (i * Largest)), end.LevelEnd, end.StepEnd);
        }

        return blocks;
    }

    /// <summary>Elements that the weights of all blocks take: of the level, and of the step.</summary>
    public static (int Level, int Step) Size(ReadOnlySpan<ColumnBlock> blocks) => (blocks[^1].LevelEnd, blocks[^1].StepEnd);
}
