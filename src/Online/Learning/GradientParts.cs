using System.Numerics;

namespace AdaptiveML.Online;

/// <summary>The shared parts of a gradient learner. Made before its memory, since each adds its fields to the state.</summary>
internal sealed class GradientParts<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public GradientParts(int inputSize, int outputSize, MachineLayout<T> layout, UpdateOptions options)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (InputSize, OutputSize, Options, Layout) = (inputSize, outputSize, options, layout);
        Optimizer = new(options, layout.Parameters, layout.State);
        Standardizer = new(inputSize, outputSize, layout.State);
        Inputs = new(inputSize, options.Gate, layout);
        Errors = new(outputSize, options.Gate, layout.State);
        Step = options.Gate.MaximumRelativeStep is { } step ? new(step, layout.Parameters.Layout.ByteLength) : null;
    }

    public int InputSize { get; }

    public int OutputSize { get; }

    public UpdateOptions Options { get; }

    public MachineLayout<T> Layout { get; }

    public Optimizer<T> Optimizer { get; }

    public Standardizer<T> Standardizer { get; }

    public InputGuard<T> Inputs { get; }

    public ErrorGuard<T> Errors { get; }

    public StepLimit<T>? Step { get; }

    /// <summary>Sets what a fresh memory must not have as zeros.</summary>
    public void Initialize(LearnerMemory memory)
    {
        Optimizer.Initialize(memory);
        Standardizer.Initialize(memory);
        Inputs.Initialize(memory);
        Errors.Initialize(memory);
    }
}
