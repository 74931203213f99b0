using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>The parts of a recurrent learner. Made before its memory, since each adds its fields to the layout.</summary>
internal sealed class RecurrentParts<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Most classes of which the last one told is among the inputs.</summary>
    private const int MostClassesTold = 32;

    /// <summary>Most features of a readout by least squares.</summary>
    private const int MostFeatures = 512;

    /// <summary>Steps that <see cref="RecurrentMethod.Auto"/> tries to go back, beside those of the options.</summary>
    private static readonly int[] Truncations = [10, 1, 3, 40];

    private bool _isFollowing;

    public RecurrentParts(int inputSize, int outputSize, RecurrentOptions options)
    {
        Options = options;
        TargetSize = options.Output == RecurrentOutput.Softmax ? 1 : outputSize;
        Standardizer = new(inputSize, TargetSize, Layout.State);
        Inputs = new(inputSize, options.Update.Gate, Layout);
        bool isSolved = options is { Output: RecurrentOutput.Linear, LeastSquaresReadout: true }
            && ReadoutFeatures<T>.Count(inputSize, outputSize) + options.HiddenUnits <= MostFeatures;
        bool isTold = options.SeesLastLabel && !isSolved && (options.Output != RecurrentOutput.Softmax || outputSize <= MostClassesTold);
        Label = isTold ? new(Layout.Sequence, outputSize) : null;
        InputSize = inputSize + (isTold ? outputSize : 0);
        Readout = isSolved ? new(Layout.Sequence, inputSize, outputSize, Standardizer) : null;
        Nets = [.. Methods(options).Select((each, i) =>
            new RecurrentNet<T>(Layout, i == 0 ? string.Empty : $"{each.Name}.", InputSize, outputSize, each.Method, Standardizer, Readout, each.Options))];
        if (options.Method == RecurrentMethod.Auto)
        {
            Contest = new(Layout.State, Nets.Length);
            Budget = new(Layout.State, Layout.Sequence, [.. Nets.Select(net => net.Cost)], options.TrialRows);
        }

        Guard = options.Method == RecurrentMethod.BpLambda && options.Guard.Switches ? new(Layout.State, options.Guard) : null;
        Step = options.Update.Gate.MaximumRelativeStep is { } step ? new(step, Layout.Parameters.Layout.ByteLength) : null;
    }

    public RecurrentOptions Options { get; }

    public MachineLayout<T> Layout { get; } = new();

    public int TargetSize { get; }

    public Standardizer<T> Standardizer { get; }

    public InputGuard<T> Inputs { get; }

    /// <summary>The last label among the inputs; null where it is not.</summary>
    public LastLabel<T>? Label { get; }

    /// <summary>What readouts by least squares see; null where there are none.</summary>
    public ReadoutFeatures<T>? Readout { get; }

    /// <summary>Elements of an input of the nets.</summary>
    public int InputSize { get; }

    /// <summary>One a method that is tried, or the only one, and its twin where it is guarded.</summary>
    public RecurrentNet<T>[] Nets { get; }

    /// <summary>Which of the methods tried predicts; null where there is no choice.</summary>
    public MethodContest? Contest { get; }

    /// <summary>Which of the methods tried learn; null where there is no choice.</summary>
    public LearningBudget? Budget { get; }

    /// <summary>Whether the net or its twin predicts; null where it is not guarded.</summary>
    public GuardTrack? Guard { get; }

    public StepLimit<T>? Step { get; }

    /// <summary>
    /// Whether rows are gone over with weights that stand still, behind a fit: all nets go along, none is compared, and the readout that never looks at labels
    /// forgets nothing. No part of the memory.
    /// </summary>
    public bool IsFollowing
    {
        get => _isFollowing;
        set
        {
            _isFollowing = value;
            foreach (var net in Nets)
            {
                net.Output.ForgetsNothing = value;
            }
        }
    }

    /// <summary>Sets what a fresh memory must not have as zeros; every net begins with the same weights.</summary>
    public void Initialize(LearnerMemory memory)
    {
        Standardizer.Initialize(memory);
        Inputs.Initialize(memory);
        Budget?.Initialize(memory);
        foreach (var net in Nets)
        {
            net.Initialize(memory, Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], Options.Seed));
        }

        memory.Keep();
    }

    private static IEnumerable<(string Name, RecurrentMethod Method, RecurrentOptions Options)> Methods(RecurrentOptions options)
    {
        if (options.Method == RecurrentMethod.Auto)
        {
            foreach (int steps in Truncations.Prepend(options.Truncation).Distinct())
            {
                yield return ($"Truncated{steps}", RecurrentMethod.Truncated, options with { Truncation = steps });
            }

            yield return ("SnAp1", RecurrentMethod.SnAp1, options);
            yield return ("BpLambda", RecurrentMethod.BpLambda, options);
        }
        else
        {
            yield return ($"{options.Method}", options.Method, options);
            if (options.Method == RecurrentMethod.BpLambda && options.Guard.Switches)
            {
                yield return ("Truncated", RecurrentMethod.Truncated, options);
            }
        }
    }
}
