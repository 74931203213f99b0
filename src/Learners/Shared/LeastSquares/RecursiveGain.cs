using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>
/// The part of recursive least squares that depends on the features alone, so that any number of outputs can share it: the inverse correlation P and the gain
/// k.
/// <code>
/// k = P φ / (μ/ω + φᵀ P φ)      P ← (P − k φᵀ P) / μ      P₀ = I / penalty
/// </code>
/// </summary>
/// <remarks>
/// <para>S. Haykin, "Adaptive Filter Theory", chapter 10; μ is the forgetting, ω the row's weight. Everything is in double.</para>
/// <para>Forgetting winds up directions that nothing excites: their variance in P would grow without bound, and the first row that excites them would throw the
/// weights away. So a variance above ten times that of the prior is brought back to it, one a row, by a row that holds the feature's weight where it is. The
/// trace of P stays bounded whatever the inputs do, as in exponential resetting and forgetting (M. Salgado, G. Goodwin and R. Middleton, "Modified least
/// squares algorithm incorporating exponential resetting and forgetting", International Journal of Control 47, 1988), and what is excited is forgotten as
/// before.</para>
/// </remarks>
internal sealed class RecursiveGain
{
    /// <summary>Variances of the prior up to which a direction may be forgotten.</summary>
    private const double LargestVariance = 10;

    private readonly StateScope _home;
    private readonly Field _inverse;
    private readonly int _count;
    private readonly double _forgetting;
    private readonly double _penalty;
    private readonly double[] _projection;
    private double _excitation;

    /// <summary>Adds P to <paramref name="home"/>.</summary>
    /// <param name="home">Where to.</param>
    /// <param name="name">Name of the field.</param>
    /// <param name="count">Number of features.</param>
    /// <param name="forgetting">μ, at most 1.</param>
    /// <param name="penalty">Ridge penalty at the start.</param>
    public RecursiveGain(StateScope home, string name, int count, double forgetting, double penalty)
    {
        (_home, _count, _forgetting, _penalty) = (home, count, forgetting, penalty);
        Length = Tile.Pad(count);
        _inverse = home.Layout.Add<double>(name, Length, Length);
        _projection = new double[Length];
    }

    /// <summary>Length of φ and of the gain, padded with zeros to whole tiles.</summary>
    public int Length { get; }

    /// <summary>Sets P₀.</summary>
    public void Initialize(LearnerMemory memory) => Begin(_home.Fresh(memory));

    /// <summary>Begins anew: nothing is known of any direction.</summary>
    public void Restart(LearnerMemory memory) => Begin(_home.In(memory));

    /// <summary>
    /// Computes P φ for <see cref="Update(LearnerMemory, double, Span{double}, bool)"/>, and gives φᵀ P φ: how little is known of such a row, in variances of
    /// its noise. Writes no memory.
    /// </summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="features">φ, padded.</param>
    public double Project(LearnerMemory memory, ReadOnlySpan<double> features)
    {
        Matrices.TransposedProduct<double>(_home.In(memory).View<double>(_inverse), features, _projection);
        return _excitation = Reductions.Dot(features, _projection);
    }

    /// <summary>Takes a row in.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="features">φ, padded.</param>
    /// <param name="weight">ω, above 0.</param>
    /// <param name="gain">Receives k, padded; w ← w + k (y − wᵀφ) is the step of an output's weights.</param>
    /// <param name="forgetsNothing">Whether μ is 1 for this row.</param>
    public GainOutcome Update(LearnerMemory memory, ReadOnlySpan<double> features, double weight, Span<double> gain, bool forgetsNothing = false)
    {
        Project(memory, features);
        return Update(memory, weight, gain, forgetsNothing);
    }

    /// <summary>Takes the row in whose φ was projected last, with no other in between.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="weight">ω, above 0.</param>
    /// <param name="gain">Receives k, padded.</param>
    /// <param name="forgetsNothing">Whether μ is 1 for this row.</param>
    public GainOutcome Update(LearnerMemory memory, double weight, Span<double> gain, bool forgetsNothing = false)
    {
        double forgetting = forgetsNothing ? 1 : _forgetting;
        var inverse = _home.In(memory).View<double>(_inverse);
        double denominator = (forgetting / weight) + _excitation;
        TensorPrimitives.Multiply(_projection, 1 / denominator, gain);
        if (_excitation < 0)
        {
            Begin(_home.In(memory));
            gain.Clear();
            return GainOutcome.Restarted;
        }

        if (!double.IsFinite(Reductions.SumOfSquares<double>(gain)))
        {
            gain.Clear();
            return GainOutcome.Refused;
        }

        // P φ / √(μ/ω + φᵀ P φ) times its own transpose: P stays symmetric to the bit, without which it would drift apart.
        TensorPrimitives.Multiply(_projection, 1 / Math.Sqrt(denominator), _projection);
        Matrices.Downdate(inverse, _projection, 1 / forgetting);
        if (Restrain(inverse) >= 0)
        {
            return GainOutcome.Taken;
        }

        Begin(_home.In(memory));
        gain.Clear();
        return GainOutcome.Restarted;
    }

    /// <summary>Brings the largest variance back to ten times the prior's where it is above; gives the smallest one.</summary>
    private double Restrain(Span<double> inverse)
    {
        double largest = 0, smallest = 0;
        int place = 0;
        for (int i = 0; i < _count; i++)
        {
            double variance = inverse[(i * Length) + i];
            (largest, place) = variance > largest ? (variance, i) : (largest, place);
            smallest = Math.Min(smallest, variance);
        }

        double limit = LargestVariance / _penalty;
        if (largest > limit)
        {
            double excess = Math.Sqrt((1 - (limit / largest)) / largest);
            TensorPrimitives.Multiply(inverse.Slice(place * Length, Length), excess, _projection);
            Matrices.Downdate(inverse, _projection, 1);
        }

        return smallest;
    }

    private void Begin(FlatBuffer buffer)
    {
        var inverse = buffer.View<double>(_inverse);
        inverse.Clear();
        for (int i = 0; i < _count; i++)
        {
            inverse[(i * Length) + i] = 1 / _penalty;
        }
    }
}
