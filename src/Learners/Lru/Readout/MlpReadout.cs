using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Lru;

/// <summary>h = GELU(W₁ s + b₁); the output's map is W₂.</summary>
internal sealed class MlpReadout<T>(MachineLayout<T> layout, string prefix, int outputSize, LruOptions options)
    : HiddenReadout<T>(layout, prefix + "W2", outputSize, options)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly DenseMap<T> _map = new(layout, prefix + "W1", prefix + "b1", StateLength(options), options.ReadoutWidth);
    private readonly GeluLayer<T> _gelu = new(options.ReadoutWidth);
    private readonly T[] _o = new T[Tile.Pad(options.ReadoutWidth)];

    /// <inheritdoc/>
    public override void Draw(LearnerMemory memory, Xoshiro256 random) => Draw(memory, _map, random);

    /// <inheritdoc/>
    protected override void ForwardHidden(LearnerMemory memory, ReadOnlySpan<T> s, Span<T> hidden)
    {
        _map.Forward(memory, s, _o);
        _gelu.Forward(_o);
        _gelu.Values.CopyTo(hidden);
    }

    /// <inheritdoc/>
    protected override void DifferentiateHidden(LearnerMemory memory, ReadOnlySpan<T> s, Span<T> hiddenGradient, Span<T> stateGradient)
    {
        _gelu.Differentiate(_o, hiddenGradient);
        _map.Differentiate(memory, s, hiddenGradient, stateGradient);
    }
}
