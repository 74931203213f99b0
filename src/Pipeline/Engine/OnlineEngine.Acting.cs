using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <content>For those who act on the engine.</content>
public sealed partial class OnlineEngine<TSrc, TDst>
{
    /// <summary>How much more a row to come counts than its weight says; 1 at first.</summary>
    internal double Rate
    {
        get => _binding.Rate;
        set
        {
            using var turn = _thread.Enter();
            _binding.Rate = value;
        }
    }

    /// <summary>An engine of its own over the model as it is now, that learns. It knows nothing of rows that wait, has no journal and no limits.</summary>
    internal OnlineEngine<TSrc, TDst> Fork() => new(_catalog, ToTransformer(), _options with { Limits = null, Mode = UpdateMode.StateAndParameters });

    /// <summary>Forgets the past of a sequence, or of all.</summary>
    internal void Forget(SequenceKey? sequence)
    {
        using var turn = EnterToUpdate();
        _binding.Reset(sequence);
    }

    TResult IEngineOwner<TSrc, TDst>.Act<TResult>(Func<OnlineEngine<TSrc, TDst>, TResult> act) => act(this);

    Task IEngineOwner<TSrc, TDst>.GoBackAsync(long sequence, CancellationToken cancellationToken) =>
        Journal!.RewindAsync(sequence, cancellationToken).AsTask();
}
