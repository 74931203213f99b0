namespace AdaptiveML.Streams.Conformance;

/// <summary>What every <see cref="ILearnerStore"/> must hold to.</summary>
public static class LearnerStoreConformance
{
    private static readonly (string Name, Func<StoreUnderTest, CancellationToken, Task> Run)[] Every =
    [
        ("a stream that nobody has written to is empty", StoreRules.EmptyAsync),
        ("entries come back as they were appended", StoreRules.AppendedAsync),
        ("an append is a compare-and-set of the head", StoreRules.HeadAsync),
        ("of writers of the same number one is taken", WriterRules.SameNumberAsync),
        ("a second store over the same data is fenced or shut out", WriterRules.SecondStoreAsync),
        ("a late append is refused after a trim", StoreRules.LateAppendAsync),
        ("a snapshot never takes the place of a newer one", StoreRules.SnapshotsAsync),
        ("a trim leaves what is behind it", StoreRules.TrimAsync),
        ("entries may be empty, and large", StoreRules.LargeAsync),
        ("names that differ are different streams", StoreRules.NamesAsync),
        ("a call that was cancelled before changes nothing", StoreRules.CancellationAsync),
        ("what was acknowledged outlasts a failure at any step", FaultRules.EveryStepAsync),
    ];

    /// <summary>The rules, in the order in which they are tested.</summary>
    public static IReadOnlyList<string> Rules { get; } = [.. Every.Select(static rule => rule.Name)];

    /// <summary>Tests a store by all rules. It writes some hundred small streams, whose names begin with "conformance".</summary>
    /// <param name="store">Opens the store, over data in which no stream has such a name.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConformanceException">The store breaks a rule; <see cref="ConformanceException.Rule"/> and the message name it.</exception>
    public static async Task RunAsync(StoreUnderTest store, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        foreach (var (name, run) in Every)
        {
            try
            {
                await run(store, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                throw new ConformanceException($"The store breaks the rule '{name}': {exception.Message}", exception) { Rule = name };
            }
        }
    }
}
