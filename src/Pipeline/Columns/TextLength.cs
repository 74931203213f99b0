namespace AdaptiveML.Pipeline;

/// <summary>How long a text may be that is kept: the group of a row, a label that makes a class, the key of a row that waits for its label.</summary>
internal static class TextLength
{
    /// <summary>Most characters.</summary>
    public const int Largest = 1024;

    private const int Shown = 32;

    /// <summary>What is wrong with a text that is too long, or null.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is, as a sentence begins with it.</param>
    public static string? Problem(ReadOnlySpan<char> text, string what) => text.Length <= Largest
        ? null
        : $"{what} has {text.Length} characters, '{text[..Shown]}…'; at most {Largest} are allowed.";
}
