namespace AdaptiveML.Support;

public static class Allocations
{
    /// <summary>After a warm-up, <paramref name="step"/> must allocate no byte on this thread in a thousand calls.</summary>
    public static void AssertNone(Action<int> step)
    {
        // Tiered compilation may allocate once on the caller's thread: one quiet block in ten shows that a step needs none.
        var least = long.MaxValue;
        for (var block = 0; block < 10 && least > 0; block++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++)
                step(i);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.AreEqual(0, least, "bytes allocated in 1,000 calls");
    }
}
