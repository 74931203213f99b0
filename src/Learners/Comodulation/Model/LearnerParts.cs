using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>The parts of a comodulated learner. Made before its memory, since each adds its fields to the layout.</summary>
internal sealed class LearnerParts<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public LearnerParts(int inputSize, ComodulationConfiguration configuration)
    {
        Base = new(Layout, inputSize, configuration.Classes, configuration.Options);
        Inputs = new(inputSize, configuration.Options.Online.Gate, Layout);
        Random = Layout.State.Add<ulong>("random", Xoshiro256.StateLength);
        foreach (var descriptor in configuration.Tasks)
        {
            Require.InRange(descriptor.Classes, 2, 4096);
            Require.Defined(descriptor.Method);
            Tasks.Add(new(Layout.Parameters.Layout, Layout.State, $"task{Tasks.Count}.", Base.Network.Shape, descriptor));
        }
    }

    public MachineLayout<T> Layout { get; } = new();

    /// <summary>The base.</summary>
    public BaseParts<T> Base { get; }

    /// <summary>The tasks.</summary>
    public List<TaskFields<T>> Tasks { get; } = [];

    /// <summary>What decides whether a row is learnt from.</summary>
    public InputGuard<T> Inputs { get; }

    /// <summary>State of the generator of modulators.</summary>
    public Field Random { get; }

    /// <summary>Sets up a fresh memory.</summary>
    public void Initialize(LearnerMemory memory, ComodulationOptions options)
    {
        Base.Initialize(memory, options.Coupling);
        Inputs.Initialize(memory);
        Xoshiro256.Seed(memory.State.View<ulong>(Random), options.Seed);
    }
}
