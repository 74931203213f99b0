namespace AdaptiveML.Online;

/// <summary>
/// Bounds the memory of a learner that is made from a payload, before it is taken: options that a payload has no memory for make no learner, however large
/// the numbers in them are.
/// </summary>
internal static class MemoryAllowance
{
    [ThreadStatic]
    private static long? _bytes;

    /// <summary>Makes something on this thread, no learner of which may take more than so much.</summary>
    /// <param name="bytes">Most bytes of a learner's buffers.</param>
    /// <param name="make">Makes it.</param>
    /// <exception cref="InvalidDataException">A learner would take more.</exception>
    public static TResult Within<TResult>(long bytes, Func<TResult> make)
    {
        long? before = _bytes;
        _bytes = bytes;
        try
        {
            return make();
        }
        finally
        {
            _bytes = before;
        }
    }

    /// <summary>Throws where a learner may not take so much.</summary>
    /// <exception cref="InvalidDataException">It may not.</exception>
    public static void Require(long bytes)
    {
        if (bytes > _bytes)
        {
            throw new InvalidDataException($"The saved learner's options ask for {bytes} bytes; what was saved allows {_bytes}.");
        }
    }
}
