using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>Where the inner models of a test-time training layer lie, head after head.</summary>
internal sealed class TttFields<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IInnerLearner<T> _inner;

    /// <summary>Adds the fields.</summary>
    /// <param name="layout">Where to.</param>
    /// <param name="prefix">Begins every name.</param>
    /// <param name="inner">A head's learner.</param>
    /// <param name="scaleRow">Elements of a head's γ.</param>
    /// <param name="offsets">Elements of o.</param>
    /// <param name="windowLength">Elements of the filters' window.</param>
    /// <param name="heads">Their number.</param>
    public TttFields(MachineLayout<T> layout, string prefix, IInnerLearner<T> inner, int scaleRow, int offsets, int windowLength, int heads)
    {
        _inner = inner;
        int weights = inner.Length;
        Start = layout.Parameters.Add(prefix + "W_0", 1, true, heads, weights);
        Scale = layout.Parameters.Add(prefix + "gamma", 1, false, heads, scaleRow);
        Offset = layout.Parameters.Add(prefix + "beta", 1, false, heads, scaleRow);
        RowOffset = layout.Parameters.Add(prefix + "token_offset", 1, false, offsets);

        Tokens = layout.Sequence.Add<long>(prefix + "tokens", 1);
        Resets = layout.Sequence.Add<long>(prefix + "resets", 1);
        layout.Sequence.RequireCounts(Tokens);
        layout.Sequence.RequireCounts(Resets);
        Weights = layout.Sequence.Add<T>(prefix + "W", heads, weights);
        Pending = layout.Sequence.Add<T>(prefix + "P", heads, inner.PendingLength);
        Window = layout.Sequence.Add<T>(prefix + "window", windowLength);
    }

    /// <summary>W₀, with which every sequence begins.</summary>
    public Field Start { get; }

    /// <summary>γ; empty where the rule does not normalise, as is β.</summary>
    public Field Scale { get; }

    /// <summary>β.</summary>
    public Field Offset { get; }

    /// <summary>o: what is learnt of tok_n = max(0, 1 / (n + 1) + o_n); empty where tok_n = 1 / (n + 1).</summary>
    public Field RowOffset { get; }

    /// <summary>Tokens since the sequence began or was reset; where there were none, its weights are W₀, whatever lies in <see cref="Weights"/>.</summary>
    public Field Tokens { get; }

    /// <summary>How often the sequence went back to W₀ because its state was not finite any more.</summary>
    public Field Resets { get; }

    /// <summary>W with which the present mini-batch began.</summary>
    public Field Weights { get; }

    /// <summary>P: lr times gradient, summed over the tokens that the present mini-batch has had.</summary>
    public Field Pending { get; }

    /// <summary>What the filters remember: the tokens before, oldest first.</summary>
    public Field Window { get; }

    /// <summary>Clears what a gradient of W₀ has where W₀ is zero for ever.</summary>
    /// <param name="gradient">Head after head.</param>
    public void KeepStart(Span<T> gradient)
    {
        for (int first = 0; first < gradient.Length; first += _inner.Length)
        {
            gradient[(first + _inner.LearntLength)..(first + _inner.Length)].Clear();
        }
    }
}
