using System.Globalization;

namespace AdaptiveML.Pipeline;

/// <summary>The ranges of the features as an attribute of the model: minimum and maximum of each, divided by blanks.</summary>
internal static class SavedRanges
{
    private const string Attribute = "features.ranges";

    public static Dictionary<string, string> AddTo(IReadOnlyDictionary<string, string> attributes, FeatureRange[] ranges) => new(attributes)
    {
        [Attribute] = string.Join(' ', ranges.Select(range => string.Create(CultureInfo.InvariantCulture, $"{range.Minimum} {range.Maximum}"))),
    };

    /// <exception cref="InvalidDataException">The attribute cannot be read.</exception>
    public static FeatureRange[]? Read(IReadOnlyDictionary<string, string> attributes, int featureCount)
    {
        if (!attributes.TryGetValue(Attribute, out string? text))
        {
            return null;
        }

        float[] numbers = Array.ConvertAll(text.Split(' '), Number);
        return numbers.Length == 2 * featureCount
            ? [.. numbers.Chunk(2).Select(pair => new FeatureRange(pair[0], pair[1]))]
            : throw new InvalidDataException(
                $"The saved ranges of the features are {numbers.Length} numbers; {featureCount} features have {2 * featureCount}.");
    }

    private static float Number(string text) => float.TryParse(text, CultureInfo.InvariantCulture, out float number)
        ? number
        : throw new InvalidDataException($"The saved ranges of the features hold '{text}', which is no number.");
}
