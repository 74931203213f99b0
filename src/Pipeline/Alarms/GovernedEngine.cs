namespace AdaptiveML.Pipeline;

/// <summary>An engine as a policy acts on it; what it does holds for some rows, which the engine tells of.</summary>
internal abstract class GovernedEngine
{
    /// <summary>Rows that have come to the engine.</summary>
    public abstract long Rows { get; }

    /// <summary>What holds for some rows.</summary>
    public abstract PolicyTerms Terms { get; }

    /// <summary>The challenger; null where there is none.</summary>
    public abstract ChallengerStandings? Challenger { get; }

    /// <summary>Challengers that the engine has gone on as.</summary>
    public abstract int Promotions { get; protected set; }

    /// <summary>Keeps marks from which the engine can go back over so many rows.</summary>
    public abstract void SetMarks(int rows);

    /// <summary>Refuses an engine that cannot go on as a challenger.</summary>
    /// <exception cref="InvalidOperationException">Says why.</exception>
    public abstract void RequireForkable();

    public abstract void RaiseRate(double factor, int rows);

    public abstract void Reset();

    public abstract void Freeze(int? rows);

    public abstract Task GoBackAsync(int rows, CancellationToken cancellationToken);

    public abstract void Fork(ForkAction action);

    /// <summary>Does what is due by the rows that have come: ends what is over, sets a mark, takes or gives up a challenger.</summary>
    public abstract void Attend();

    /// <summary>Goes on where another policy on the engine was.</summary>
    public abstract void Resume(PolicyTerms terms);

    /// <summary>Leaves the engine alone.</summary>
    public abstract void Leave();
}
