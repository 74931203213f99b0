using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>The parts of a recurrent learner. Made before its memory, since each adds its fields to the layout.</summary>
internal sealed class RecurrentParts<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What <see cref="RecurrentMethod.Auto"/> tries. The first two are also a guarded net and its twin.</summary>
    private static readonly RecurrentMethod[] Tried = [RecurrentMethod.BpLambda, RecurrentMethod.Truncated, RecurrentMethod.SnAp1];

    public RecurrentParts(int inputSize, int outputSize, RecurrentOptions options)
    {
        Options = options;
        TargetSize = options.Output == RecurrentOutput.Softmax ? 1 : outputSize;
        Standardizer = new(inputSize, TargetSize, Layout.State);
        Inputs = new(inputSize, options.Update.Gate, Layout);
        bool isTrial = options.Method == RecurrentMethod.Auto, isGuarded = (isTrial || options.Method == RecurrentMethod.BpLambda) && options.Guard.Switches;
        ReadOnlySpan<RecurrentMethod> methods = isTrial ? Tried : isGuarded ? Tried.AsSpan(0, 2) : [options.Method];
        Nets = new RecurrentNet<T>[methods.Length];
        for (int i = 0; i < Nets.Length; i++)
        {
            Nets[i] = new(Layout, i == 0 ? string.Empty : $"{methods[i]}.", inputSize, outputSize, methods[i], Standardizer, options);
        }

        Trial = new(Layout.State, isTrial ? Nets.Length : 1, options.TrialRows);
        Guard = isGuarded ? new(Layout.State, options.Guard) : null;
        Step = options.Update.Gate.MaximumRelativeStep is { } step ? new(step, Layout.Parameters.Layout.ByteLength) : null;
    }

    public RecurrentOptions Options { get; }

    public MachineLayout<T> Layout { get; } = new();

    public int TargetSize { get; }

    public Standardizer<T> Standardizer { get; }

    public InputGuard<T> Inputs { get; }

    /// <summary>One a method that is tried, or the only one and its twin.</summary>
    public RecurrentNet<T>[] Nets { get; }

    /// <summary>Which of the methods tried is chosen.</summary>
    public MethodTrial Trial { get; }

    /// <summary>Which of the first two nets predicts, where the choice has not gone elsewhere.</summary>
    public GuardTrack? Guard { get; }

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
