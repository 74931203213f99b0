using System.Text.Json;
using System.Text.Json.Serialization;
using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>The passes of a fit as an attribute of the model.</summary>
internal static class SavedHistory
{
    private const string Attribute = "training.history";

    public static Dictionary<string, string> AddTo(IReadOnlyDictionary<string, string> attributes, IReadOnlyList<TrainingProgress> passes) => new(attributes)
    {
        [Attribute] = JsonSerializer.Serialize(passes, SavedHistoryJson.Default.IReadOnlyListTrainingProgress),
    };

    /// <exception cref="InvalidDataException">The attribute cannot be read.</exception>
    public static IReadOnlyList<TrainingProgress> Read(IReadOnlyDictionary<string, string> attributes)
    {
        try
        {
            return attributes.TryGetValue(Attribute, out string? json)
                ? JsonSerializer.Deserialize(json, SavedHistoryJson.Default.IReadOnlyListTrainingProgress) ?? []
                : [];
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"The saved training history cannot be read: {exception.Message}", exception);
        }
    }
}

/// <summary>Reads and writes the passes of a fit without reflection; a loss that is not known is NaN.</summary>
[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(IReadOnlyList<TrainingProgress>))]
internal sealed partial class SavedHistoryJson : JsonSerializerContext;
