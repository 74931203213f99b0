namespace AdaptiveML.Learners.Recurrent;

/// <summary>What a recurrent net remembers with.</summary>
public enum RecurrentCell
{
    /// <summary>h ← tanh(W_x x + W_h h + b).</summary>
    Tanh,

    /// <summary>Long short-term memory with forget gates: state [h; c], four gates.</summary>
    Lstm,

    /// <summary>h ← W_x x + W_h h + b: for experiments, since its state has no bound.</summary>
    Identity,
}
