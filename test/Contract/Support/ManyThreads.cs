namespace AdaptiveML.Contract.Support;

/// <summary>Does the same on 32 threads, all of which set out at once.</summary>
internal static class ManyThreads
{
    private const int Count = 32;

    public static void Run(Action<int> action)
    {
        using var start = new Barrier(Count);
        var all = Task.WhenAll([.. Enumerable.Range(0, Count).Select(i => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                action(i);
            },
            TaskCreationOptions.LongRunning))]);
        all.GetAwaiter().GetResult();
    }
}
