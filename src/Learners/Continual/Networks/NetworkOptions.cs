using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>A network of one hidden layer, and how it is trained on a task: mini-batches in random order, Adam from its beginning at each task.</summary>
internal sealed record NetworkOptions
{
    /// <summary>What to change where a network would be too large to be saved.</summary>
    public const string SizeAdvice = "A network has weights for every input: DataClassifierOptions and RanPacOptions keep none.";

    /// <summary>Hidden units, from 1 to 4096. Default: 128.</summary>
    public int Hidden { get; init; } = 128;

    /// <summary>Passes over a task, from 1 to 10000. Default: 15.</summary>
    public int Epochs { get; init; } = 15;

    /// <summary>Rows a step, at least 1. Default: 32.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Step size, from 0 to 10. Default: 0.003.</summary>
    public double LearningRate { get; init; } = 3e-3;

    /// <summary>Seed of initial weights, order of rows and everything else that is drawn. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Throws where a value is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    public void Validate()
    {
        Require.InRange(Hidden, 1, 4096);
        Require.InRange(Epochs, 1, 10000);
        Require.InRange(BatchSize, 1, int.MaxValue);
        Require.InRange(LearningRate, 0, 10);
    }
}
