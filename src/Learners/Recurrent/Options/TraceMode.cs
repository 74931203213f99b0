namespace AdaptiveML.Learners.Recurrent;

/// <summary>
/// How BP(λ) remembers what a synthetic gradient was made from. Both forms give the same update as long as the window holds all of a sequence and weights stand
/// still in it.
/// </summary>
public enum TraceMode
{
    /// <summary>
    /// Whichever is cheaper, for a window long enough that what it leaves out weighs less than 10⁻³, or of <see cref="RecurrentOptions.TraceWindow"/> steps.
    /// </summary>
    Auto,

    /// <summary>
    /// The eligibility trace itself: s² (s + 1) numbers a sequence and s³ (s + 1) operations a row, s elements of state; however long the past.
    /// </summary>
    Full,

    /// <summary>The last <see cref="RecurrentOptions.TraceWindow"/> steps, along which the temporal-difference error goes back.</summary>
    Window,

    /// <summary>The last state alone, as for λ = 0.</summary>
    None,
}
