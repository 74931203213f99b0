using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Lru;

/// <summary>
/// One block of a stack, H values to H: h + v, where v is a gated map over GELU(o) and o what a recurrence shows. Every span is padded with zeros to
/// whole tiles.
/// </summary>
internal sealed class LruBlock<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Largest magnitude that may enter a recurrence.</summary>
    private static readonly T Largest = T.CreateTruncating(GateOptions.LargestInput);

    private readonly LruStackOptions _options;
    private readonly LayerNorm<T>? _preNorm;
    private readonly GeluLayer<T> _gelu;
    private readonly GatedMap<T> _map;
    private readonly LayerNorm<T>? _postNorm;
    private readonly T[] _z;
    private readonly T[] _o;
    private readonly T[] _output;
    private readonly T[] _oGradient;
    private readonly T[] _zGradient;

    /// <summary>Adds the block's fields to <paramref name="layout"/>.</summary>
    public LruBlock(MachineLayout<T> layout, string prefix, LruStackOptions options)
    {
        _options = options;
        int width = options.Width;
        Cell = new(layout, prefix, width, width, hasBias: false, options.Unit);
        _preNorm = options.Normalization == BlockNormalization.PreNorm ? new(layout, prefix, width) : null;
        _gelu = new(width);
        _map = new(layout, prefix, width, width);
        _postNorm = options.Normalization == BlockNormalization.PostNorm ? new(layout, prefix, width) : null;
        T[] Values() => new T[Tile.Pad(width)];
        (_z, _o, _output, _oGradient, _zGradient) = (Values(), Values(), Values(), Values(), Values());
    }

    /// <summary>The recurrence.</summary>
    public LruCell<T> Cell { get; }

    /// <summary>What left the block at the step that <see cref="Forward"/> saw last.</summary>
    public ReadOnlySpan<T> Output => _output;

    /// <summary>Draws the initial values.</summary>
    public void Draw(LearnerMemory memory, Xoshiro256 random)
    {
        Cell.Draw(memory, random);
        LruInitialization.DrawReadout(memory.Parameters, Cell.Fields, _options.Width, _options.Width, _options.Unit, random);
        _preNorm?.Initialize(memory);

        // W₁ so that the blocks' v add up to about the width's variance.
        _map.Value.Draw(memory, _options.Width * _options.Blocks, random);
        _map.Gate.Draw(memory, _options.Width, random);
        _postNorm?.Initialize(memory);
    }

    /// <summary>Computes the next state and <see cref="Output"/>, without changing memory.</summary>
    /// <returns>Whether every number made is finite and no trace can overflow.</returns>
    public bool Forward(LearnerMemory memory, ReadOnlySpan<T> h)
    {
        h.CopyTo(_z);
        _preNorm?.Forward(memory, _z, _z);
        bool bounded = TensorPrimitives.MaxMagnitude<T>(_z) <= Largest;
        bool finite = Cell.Forward(memory, _z, _o.AsSpan(0, _options.Width));
        _gelu.Forward(_o);
        _map.Forward(memory, _gelu.Values, _output);
        TensorPrimitives.Add(h, _output, _output);
        _postNorm?.Forward(memory, _output, _output);
        return bounded && finite;
    }

    /// <summary>Makes the state that <see cref="Forward"/> computed the present one.</summary>
    public void Advance(LearnerMemory memory) => Cell.Advance(memory, _z);

    /// <summary>Like <see cref="Advance"/>, and adds the row's gradient to the memory's.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="gradient">∂L/∂output; receives ∂L/∂h, through this step alone.</param>
    public void AdvanceAndDifferentiate(LearnerMemory memory, Span<T> gradient)
    {
        _postNorm?.Differentiate(memory, gradient);
        _oGradient.AsSpan().Clear();
        _map.Differentiate(memory, _gelu.Values, gradient, _oGradient);
        _gelu.Differentiate(_o, _oGradient);
        Cell.AdvanceAndDifferentiate(memory, _z, _oGradient.AsSpan(0, _options.Width), _zGradient);
        _preNorm?.Differentiate(memory, _zGradient);
        TensorPrimitives.Add(gradient, _zGradient, gradient);
    }
}
