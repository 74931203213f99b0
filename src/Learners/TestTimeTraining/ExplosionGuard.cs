using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>
/// Finds an inner model that has left its rows, long before its weights are not finite.
/// <code>
/// Ē: mean of the inner loss      Ū: mean of ½ (‖v‖² + n), what a forecast of zero has and a deviation of each of its n outputs besides
/// exploded where Ē &gt; 100 Ū, both with a half-life of 8 tokens
/// </code>
/// </summary>
internal sealed class ExplosionGuard<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double Most = 100;

    private static readonly double Rate = HalfLife.Rate(8);

    private readonly Field _means;

    /// <summary>Adds the field.</summary>
    public ExplosionGuard(MachineLayout<T> layout, string prefix) => _means = layout.Sequence.AddStruct<Means, double>(prefix + "explosion");

    /// <summary>Takes the inner losses of a chunk's tokens in, as they were before their steps.</summary>
    /// <param name="sequence">The state.</param>
    /// <param name="heads">The inner models.</param>
    /// <param name="first">The first of the tokens that have a loss.</param>
    /// <param name="count">Tokens of the chunk.</param>
    public void Learn(FlatBuffer sequence, InnerHeads<T> heads, int first, int count)
    {
        ref var means = ref sequence.Ref<Means>(_means);
        for (int i = first; i < count; i++)
        {
            means.Loss += Rate * (heads.Loss(i) - means.Loss);
            means.Usual += Rate * (heads.LossOfZero(i) - means.Usual);
        }
    }

    /// <summary>Whether a sequence's inner models are far worse than none.</summary>
    public bool HasExploded(FlatBuffer sequence)
    {
        ref readonly var means = ref sequence.Ref<Means>(_means);
        return means.Loss > Most * means.Usual;
    }

    /// <summary>The sequence begins anew.</summary>
    public void Forget(FlatBuffer sequence) => sequence.Ref<Means>(_means) = default;

    private struct Means
    {
        public double Loss;
        public double Usual;
    }
}
