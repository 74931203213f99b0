using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>The numbers of a task, where they lie; what it does not use is empty.</summary>
internal ref struct TaskSpans<T>
    where T : unmanaged
{
    /// <summary>u.</summary>
    public Span<T> Parameter { get; init; }

    /// <summary>V of its own readout.</summary>
    public Span<T> Weight { get; init; }

    /// <summary>v of its own readout.</summary>
    public Span<T> Bias { get; init; }

    /// <summary>U of the inputs; with it and without V the base is not looked at.</summary>
    public Span<T> Direct { get; init; }

    /// <summary>g.</summary>
    public Span<T> Gain { get; init; }

    /// <summary>First moments of u, V, v and U, one after the other.</summary>
    public Span<T> First { get; init; }

    /// <summary>Second moments.</summary>
    public Span<T> Second { get; init; }

    /// <summary>β₁^k and β₂^k after k updates.</summary>
    public ref BetaPowers Powers;

    /// <summary>τ.</summary>
    public ref long GainMemory;

    /// <summary>Rows whose gradients wait for the next update.</summary>
    public ref long Gathered;

    /// <summary>What the logits are multiplied by, so that probabilities are as sure as rows held back bear out; it never changes a decision.</summary>
    public ref T Scale;

    /// <summary>c(u).</summary>
    public Span<T> Coupling { get; init; }

    /// <summary>The factors at m = 1 and variance 0.</summary>
    public Span<T> Factor { get; init; }

    /// <summary>Sets u, V, v and U to zero: for a gradient that has been used.</summary>
    public readonly void Clear()
    {
        Parameter.Clear();
        Weight.Clear();
        Bias.Clear();
        Direct.Clear();
    }
}
