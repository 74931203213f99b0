using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Lru;

/// <summary>
/// The part of a readout that is not linear: y ← y + W_o h(s), where s = (Re x, Im x), each padded with zeros to whole tiles, and h is of a given width.
/// </summary>
internal abstract class HiddenReadout<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LruOptions _options;
    private readonly DenseMap<T> _out;
    private readonly T[] _hidden;
    private readonly T[] _hiddenGradient;
    private readonly T[] _output;

    /// <summary>Adds W_o to <paramref name="layout"/>.</summary>
    protected HiddenReadout(MachineLayout<T> layout, string outName, int outputSize, LruOptions options)
    {
        _options = options;
        _out = new(layout, outName, null, options.ReadoutWidth, outputSize);
        _hidden = new T[Tile.Pad(options.ReadoutWidth)];
        _hiddenGradient = new T[Tile.Pad(options.ReadoutWidth)];
        _output = new T[outputSize];
    }

    /// <summary>The part that the options ask for, or null for none.</summary>
    public static HiddenReadout<T>? Create(MachineLayout<T> layout, string prefix, int outputSize, LruOptions options) => options.Readout switch
    {
        ReadoutKind.Mlp => new MlpReadout<T>(layout, prefix, outputSize, options),
        ReadoutKind.Gated => new GatedReadout<T>(layout, prefix, outputSize, options),
        _ => null,
    };

    /// <summary>Draws what h is made with; W_o stays zero.</summary>
    public abstract void Draw(LearnerMemory memory, Xoshiro256 random);

    /// <summary>Adds W_o h(s) to <paramref name="output"/>.</summary>
    public void AddOutput(LearnerMemory memory, ReadOnlySpan<T> s, Span<T> output)
    {
        ForwardHidden(memory, s, _hidden);
        _out.Forward(memory, _hidden, _output);
        TensorPrimitives.Add(output, _output, output);
    }

    /// <summary>Adds the gradient of the step that <see cref="AddOutput"/> saw last.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="s">As it was then.</param>
    /// <param name="outputGradient">∂L/∂y.</param>
    /// <param name="stateGradient">Receives ∂L/∂s.</param>
    public void Differentiate(LearnerMemory memory, ReadOnlySpan<T> s, ReadOnlySpan<T> outputGradient, Span<T> stateGradient)
    {
        _hiddenGradient.AsSpan().Clear();
        stateGradient.Clear();
        _out.Differentiate(memory, _hidden, outputGradient, _hiddenGradient);
        DifferentiateHidden(memory, s, _hiddenGradient, stateGradient);
    }

    /// <summary>Computes h.</summary>
    protected abstract void ForwardHidden(LearnerMemory memory, ReadOnlySpan<T> s, Span<T> hidden);

    /// <summary>Adds the gradient of what h is made with, and ∂L/∂s to <paramref name="stateGradient"/>; may overwrite ∂L/∂h.</summary>
    protected abstract void DifferentiateHidden(LearnerMemory memory, ReadOnlySpan<T> s, Span<T> hiddenGradient, Span<T> stateGradient);

    /// <summary>Elements of s.</summary>
    protected static int StateLength(LruOptions options) => 2 * Tile.Pad(options.StateSize);

    /// <summary>Draws the weight of a map of s for outputs of unit variance: E|x|² = 1 a state, so s has N in all.</summary>
    protected void Draw(LearnerMemory memory, DenseMap<T> map, Xoshiro256 random) =>
        NormalRows.Draw(memory.Parameters.View<T>(map.Weight), 2 * _options.ReadoutWidth, _options.StateSize, _options.StateSize, random);
}
