using System.Numerics;

namespace AdaptiveML.Online;

/// <summary>The shared parts of a gradient learner. Made before its memory, since each adds its fields to the state.</summary>
internal sealed class GradientParts<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public GradientParts(int inputSize, int outputSize, ParameterLayout<T> parameters, Layout state, UpdateOptions options)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (InputSize, OutputSize, Options, Parameters, State) = (inputSize, outputSize, options, parameters.Layout, state);
        Optimizer = new(options, parameters, state);
        Standardizer = new(inputSize, outputSize, state);
        Inputs = new(inputSize, options.Gate, state);
        Errors = new(outputSize, options.Gate, state);
        Step = options.Gate.MaximumRelativeStep is { } step ? new(step, parameters.Layout.ByteLength) : null;
    }

    public int InputSize { get; }

    public int OutputSize { get; }

    public UpdateOptions Options { get; }

    public Layout Parameters { get; }

    public Layout State { get; }

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
