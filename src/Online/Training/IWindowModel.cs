using AdaptiveML.Kernels;

namespace AdaptiveML.Online;

/// <summary>What a <see cref="WindowTrainer"/> fits: parameters with the exact gradient of a window's loss.</summary>
internal interface IWindowModel
{
    /// <summary>Parameters and gradients.</summary>
    LearnerMemory Memory { get; }

    /// <summary>Windows that hold the training rows once.</summary>
    int WindowsPerPass { get; }

    /// <summary>Adds the gradient of the mean loss of a window drawn at random, and gives that loss; NaN where the window has no target.</summary>
    double Differentiate(Xoshiro256 random);

    /// <summary>Mean loss over the rows held back; NaN where none has a target.</summary>
    double Validate(CancellationToken cancellation);
}
