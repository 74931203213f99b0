using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>The parts of a recurrent learner. Made before its memory, since each adds its fields to the layout.</summary>
internal sealed class RecurrentParts<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What <see cref="RecurrentMethod.Auto"/> tries, the cheapest first.</summary>
    private static readonly RecurrentMethod[] Tried = [RecurrentMethod.SnAp1, RecurrentMethod.Truncated, RecurrentMethod.BpLambda];

    public RecurrentParts(int inputSize, int outputSize, RecurrentOptions options)
    {
        Options = options;
        TargetSize = options.Output == RecurrentOutput.Softmax ? 1 : outputSize;
        Standardizer = new(inputSize, TargetSize, Layout.State);
        Inputs = new(inputSize, options.Update.Gate, Layout);
        Nets = options.Method == RecurrentMethod.Auto
            ? [.. Tried.Select(method => new RecurrentNet<T>(Layout, $"{method}.", inputSize, outputSize, method, Standardizer, options))]
            : [new(Layout, string.Empty, inputSize, outputSize, options.Method, Standardizer, options)];
        Trial = new(Layout.State, Nets.Length, options.TrialRows);
        Step = options.Update.Gate.MaximumRelativeStep is { } step ? new(step, Layout.Parameters.Layout.ByteLength) : null;
    }

    public RecurrentOptions Options { get; }

    public MachineLayout<T> Layout { get; } = new();

    public int TargetSize { get; }

    public Standardizer<T> Standardizer { get; }

    public InputGuard<T> Inputs { get; }

    /// <summary>One a method tried.</summary>
    public RecurrentNet<T>[] Nets { get; }

    /// <summary>Which of them leads.</summary>
    public MethodTrial Trial { get; }

    public StepLimit<T>? Step { get; }

    /// <summary>Sets what a fresh memory must not have as zeros; every net begins with the same weights.</summary>
    public void Initialize(LearnerMemory memory)
    {
        Standardizer.Initialize(memory);
        Inputs.Initialize(memory);
        foreach (var net in Nets)
        {
            net.Initialize(memory, Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], Options.Seed));
        }

        memory.Keep();
    }
}
