using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Lru;

/// <summary>h = (W₁ s + b₁) ∘ σ(W₂ s + b₂).</summary>
internal sealed class GatedReadout<T>(MachineLayout<T> layout, string prefix, int outputSize, LruOptions options)
    : HiddenReadout<T>(layout, prefix + "Wo", outputSize, options)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly GatedMap<T> _map = new(layout, prefix, StateLength(options), options.ReadoutWidth);

    /// <inheritdoc/>
    public override void Draw(LearnerMemory memory, Xoshiro256 random)
    {
        Draw(memory, _map.Value, random);
        Draw(memory, _map.Gate, random);
    }

    /// <inheritdoc/>
    protected override void ForwardHidden(LearnerMemory memory, ReadOnlySpan<T> s, Span<T> hidden) => _map.Forward(memory, s, hidden);

    /// <inheritdoc/>
    protected override void DifferentiateHidden(LearnerMemory memory, ReadOnlySpan<T> s, Span<T> hiddenGradient, Span<T> stateGradient) =>
        _map.Differentiate(memory, s, hiddenGradient, stateGradient);
}
