using System.Text.Json.Serialization;
using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>What a classifier takes for one class, and how many it takes on. Saved with the model: it holds in the fit, in updates and in engines.</summary>
public sealed record LabelOptions
{
    /// <summary>
    /// Most classes that the model learns, from 1 to 8191. A fit with more is refused. A label that would open a further one where rows are learnt is skipped
    /// with reason <see cref="UpdateReason.ClassLimit"/>. Default: 1000.
    /// </summary>
    public int MaximumClasses { get; init; } = 1000;

    /// <summary>Whether white space around a label that is text does not count, so that "valve " is "valve", and " " is missing. Default: false.</summary>
    public bool TrimsText { get; init; }

    /// <summary>
    /// Whether upper and lower case of a label that is text are the same, character by character and in no culture; a class is called as it was met first.
    /// Default: false.
    /// </summary>
    public bool IgnoresCase { get; init; }

    internal static LabelOptions Default { get; } = new();

    [JsonIgnore]
    internal StringComparer Comparer => IgnoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>Throws where a value is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    public void Validate() => Require.InRange(MaximumClasses, 1, ColumnBlocks.MaximumSlots);

    /// <summary>The part of a text that counts.</summary>
    internal ReadOnlySpan<char> Clean(ReadOnlySpan<char> text) => TrimsText ? text.Trim() : text;

    /// <summary>The part of a text that counts.</summary>
    internal string Clean(string text) => TrimsText ? text.Trim() : text;
}
