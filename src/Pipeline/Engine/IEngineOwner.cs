namespace AdaptiveML.Pipeline;

/// <summary>Gives an engine to those who act on it, to each alone: an engine gives itself, a shared one waits for its turn.</summary>
internal interface IEngineOwner<TSrc, TDst>
    where TSrc : class
    where TDst : class, new()
{
    /// <summary>Acts on the engine.</summary>
    TResult Act<TResult>(Func<OnlineEngine<TSrc, TDst>, TResult> act);

    /// <summary>Goes back to what the engine was behind an operation of its journal.</summary>
    Task GoBackAsync(long sequence, CancellationToken cancellationToken);
}
