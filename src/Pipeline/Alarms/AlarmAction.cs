using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>
/// What an <see cref="AlarmPolicy"/> does to its engine at an alarm. A rule may have several: they are done in their order. Where two alarms ask for the same,
/// it lasts from the later one.
/// </summary>
public abstract record AlarmAction
{
    private protected AlarmAction()
    {
    }

    /// <summary>Rows to come count more, so that the model comes to a new law sooner, and is less sure.</summary>
    /// <param name="factor">How many times, above 1 and at most 100. Default: 5.</param>
    /// <param name="rows">For how many rows, at least 1. Default: 200.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static AlarmAction RaiseRate(double factor = 5, int rows = 200)
    {
        RequireFactor(factor);
        Require.InRange(rows, 1, int.MaxValue);
        return new RaiseRateAction(factor, rows);
    }

    /// <summary>The recent past of all sequences is forgotten, and what was learnt is kept: the engine's <c>Reset</c>.</summary>
    public static AlarmAction ResetState() => new ResetStateAction();

    /// <summary>Nothing is learnt, and no state moves, until the rows are over; then the engine's mode is what it was.</summary>
    /// <param name="rows">For how many rows, at least 1; null, until somebody sets the engine's mode. Default: null.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static AlarmAction Freeze(int? rows = null)
    {
        Require.InRange(rows ?? 1, 1, int.MaxValue, nameof(rows));
        return new FreezeAction(rows);
    }

    /// <summary>
    /// The engine goes back to what it was before the change: to the newest of the marks that it has set, one in a quarter of so many rows, that is at least so
    /// many rows back, or to the oldest. An engine with a journal goes back by an operation, another by a copy of its learners.
    /// </summary>
    /// <param name="rows">How many rows the change may have begun before the alarm, at least 4. Default: 200.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static AlarmAction Rewind(int rows = 200)
    {
        Require.InRange(rows, 4, int.MaxValue);
        return new RewindAction(rows);
    }

    /// <summary>
    /// A challenger begins as a copy of the engine and learns in its shadow, with rows that count more, whatever the engine's mode and limits. If a sequential
    /// test finds that it errs less, by absolute error or wrong classes, the engine goes on as what the challenger has become, in its own mode; else the
    /// challenger is given up. While it is there a row costs twice as much. One challenger at a time.
    /// </summary>
    /// <param name="factor">How many times a row counts for it, above 1 and at most 100. Default: 5.</param>
    /// <param name="rows">Labels behind which it is given up, at least 100. Default: 2,000.</param>
    /// <param name="level">Probability that a challenger that errs no less is taken, from 1e-9 to 0.5. Default: 0.05.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static AlarmAction Fork(double factor = 5, int rows = 2000, double level = 0.05)
    {
        RequireFactor(factor);
        Require.InRange(rows, 100, int.MaxValue);
        Require.InRange(level, 1e-9, 0.5);
        return new ForkAction(factor, rows, level);
    }

    /// <summary>What is done, in words.</summary>
    public sealed override string ToString() => InWords;

    private protected abstract string InWords { get; }

    /// <summary>Refuses an action that the engine cannot do.</summary>
    /// <exception cref="InvalidOperationException">Says why.</exception>
    internal virtual void RequirePossible(GovernedEngine engine)
    {
    }

    /// <summary>Does it.</summary>
    internal abstract Task ApplyAsync(GovernedEngine engine, CancellationToken cancellationToken);

    private static void RequireFactor(double factor)
    {
        if (!(factor > 1))
        {
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "Rows must count more than once.");
        }

        Require.InRange(factor, 1, 100);
    }
}
