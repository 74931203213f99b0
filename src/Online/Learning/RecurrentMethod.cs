namespace AdaptiveML.Online;

/// <summary>How the gradient of the recurrent weights is made.</summary>
public enum RecurrentMethod
{
    /// <summary>
    /// Synthetic gradients learnt with TD(λ) (A. Pemberton and R. Costa, "BP(λ): online learning via synthetic gradients", 2024): a linear map of the state
    /// stands for the gradient of all losses to come. With λ = 0, BP(0), it is the decoupled neural interface of M. Jaderberg et al. 2017.
    /// </summary>
    BpLambda,

    /// <summary>Backpropagation through the last K steps, at every row that has a target.</summary>
    Truncated,

    /// <summary>Traces of what each parameter did to the state of its own unit (SnAp-1; J. Menick et al. 2021).</summary>
    SnAp1,

    /// <summary>Real-time recurrent learning (R. Williams and D. Zipser 1989): the exact gradient forward in time, at a cost of n³ (n + m) a row.</summary>
    RealTime,

    /// <summary>
    /// BP(λ), SnAp-1 and truncated backpropagation through 1, 3, 10 and 40 steps side by side, compared by the losses of the same rows for as long as the net
    /// learns. The best one predicts and learns every row; of the others, those that lie further behind learn fewer.
    /// </summary>
    Auto,
}
