using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>
/// What never changes after the fit: the network, the scale of its inputs, where couplings begin, and what the primary tasks taught about the methods. The
/// first fields of a state.
/// </summary>
internal sealed class BaseParts<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Deviations to which an input that is learnt is cut back; the tails of no usual distribution reach so far.</summary>
    private const double LargestLearnt = 20;

    private readonly Field _start;
    private readonly Field[] _all;

    /// <summary>Adds the fields to a state that has none yet.</summary>
    public BaseParts(MachineLayout<T> layout, int inputSize, int classes, ComodulationOptions options)
    {
        Require.InRange(inputSize, 1, 4096);
        Require.InRange(classes, 2, 4096);
        options.Validate();
        var shape = options.Shape(inputSize, classes);
        Network = new(shape, new(shape, (name, _, sizes) => layout.State.Add<T>("base." + name, sizes)));
        Standardizer = new(inputSize, 0, layout.State);
        _start = layout.State.Add<T>("base.u", Tile.Pad(shape.Modulated));
        Experience = new(layout.State, options.Adaptation);
        _all = [.. layout.State.Fields];
    }

    /// <summary>The network; its weights are in the state.</summary>
    public ModulatedNetwork<T> Network { get; }

    /// <summary>The scale of the inputs.</summary>
    public Standardizer<T> Standardizer { get; }

    /// <summary>What the primary tasks taught about the methods.</summary>
    public MethodPrior Experience { get; }

    /// <summary>Sets what a fresh memory must not have as zeros.</summary>
    public void Initialize(LearnerMemory memory, CouplingKind coupling)
    {
        Standardizer.Initialize(memory);
        Start(memory)[..Network.Shape.Modulated].Fill(T.CreateTruncating(Coupling.Parameter(coupling, 1)));
    }

    /// <summary>Mean of the primary tasks' u.</summary>
    public Span<T> Start(LearnerMemory memory) => memory.State.View<T>(_start);

    /// <summary>Puts a row into the network, up to the modulated layer.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="input">The row.</param>
    /// <param name="isLearnt">Whether it is cut back, <see cref="CutBack"/>.</param>
    /// <returns>Whether arithmetic can bear the row; if not, nothing was put anywhere.</returns>
    public bool Encode(LearnerMemory memory, ReadOnlySpan<T> input, bool isLearnt = false)
    {
        var scaled = Network.Row.Activations[0].AsSpan(0, input.Length);
        Standardizer.ScaleInput(memory, input, scaled);
        if (!IsBearable(scaled))
        {
            return false;
        }

        if (isLearnt)
        {
            CutBack(scaled);
        }

        Network.Below(memory.State);
        return true;
    }

    /// <summary>Cuts a row in standardised units, which is to be learnt, back to where rows lie: a wild value must not outweigh all others.</summary>
    public static void CutBack(Span<T> scaled)
    {
        T largest = T.CreateTruncating(LargestLearnt);
        TensorPrimitives.Clamp(scaled, -largest, largest, scaled);
    }

    /// <summary>Whether a row in standardised units is finite and within what arithmetic can bear.</summary>
    public static bool IsBearable(ReadOnlySpan<T> scaled) => T.Abs(TensorPrimitives.MaxMagnitude(scaled)) <= T.CreateTruncating(GateOptions.LargestInput);

    /// <summary>Copies a base from one memory to another.</summary>
    public void Copy(LearnerMemory source, BaseParts<T> to, LearnerMemory target)
    {
        for (int i = 0; i < _all.Length; i++)
        {
            int bytes = _all[i].Length * _all[i].Kind.Size();
            source.State.Bytes.Slice(_all[i].Offset, bytes).CopyTo(target.State.Bytes.Slice(to._all[i].Offset, bytes));
        }
    }
}
