namespace AdaptiveML.Streams.Conformance;

/// <summary>Opens the store that is tested. All that it opens is over the same data.</summary>
public abstract class StoreUnderTest
{
    /// <summary>Opens the store; it is disposed before the next is opened, but where two writers are tested.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    public abstract ValueTask<ILearnerStore> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Opens the store so that one of the steps by which it makes data last fails, as at a full disk, and everything behind it.</summary>
    /// <param name="failingStep">The step, from 0, counted from when the store is opened.</param>
    /// <param name="part">How much of what the step was to write is there afterwards, from 0 to 1.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The store; null where it has no such hook, and faults are not tested.</returns>
    public virtual ValueTask<ILearnerStore?> OpenFailingAsync(int failingStep, double part, CancellationToken cancellationToken) => new((ILearnerStore?)null);
}
