namespace AdaptiveML.Pipeline;

/// <summary>Whether a row has all its numbers.</summary>
internal static class FiniteInput
{
    public static bool Is(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }
}
