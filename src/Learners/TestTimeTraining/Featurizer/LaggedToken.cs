namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>A token that holds rows before its own beside it: x_t, x_{t−1}, …. In front of a sequence's first row stands that row.</summary>
internal static class LaggedToken
{
    /// <summary>Writes a token.</summary>
    /// <param name="row">x_t.</param>
    /// <param name="recent">The rows before, the latest first.</param>
    /// <param name="isFirst">Whether there are none, whatever <paramref name="recent"/> holds.</param>
    /// <param name="token">Receives the token.</param>
    public static void Write<T>(ReadOnlySpan<T> row, ReadOnlySpan<T> recent, bool isFirst, Span<T> token)
    {
        row.CopyTo(token);
        for (int start = 0; start < recent.Length; start += row.Length)
        {
            (isFirst ? row : recent.Slice(start, row.Length)).CopyTo(token[(start + row.Length)..]);
        }
    }

    /// <summary>Puts a row in front of those before it.</summary>
    public static void Keep<T>(ReadOnlySpan<T> row, Span<T> recent, bool isFirst)
    {
        for (int start = recent.Length - row.Length; start >= 0; start -= row.Length)
        {
            (isFirst || start == 0 ? row : recent.Slice(start - row.Length, row.Length)).CopyTo(recent[start..]);
        }
    }
}
