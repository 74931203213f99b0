using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace AdaptiveML.Online;

/// <summary>Reads a machine's options from a payload.</summary>
internal static class SavedOptions
{
    /// <summary>The options that a text holds; an option that it does not name, since a later version added it, has its default.</summary>
    /// <param name="json">The text.</param>
    /// <param name="type">How the options are written.</param>
    /// <param name="defaults">The defaults.</param>
    /// <exception cref="InvalidDataException">The text holds no options.</exception>
    public static TOptions Read<TOptions>(string json, JsonTypeInfo<TOptions> type, TOptions defaults)
    {
        try
        {
            var options = JsonSerializer.SerializeToNode(defaults, type)!.AsObject();
            Overlay(options, JsonNode.Parse(json) as JsonObject ?? throw new InvalidDataException("The saved learner has no options."));
            return options.Deserialize(type)!;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"The saved learner's options cannot be read: {exception.Message}", exception);
        }
    }

    private static void Overlay(JsonObject options, JsonObject saved)
    {
        foreach (var (name, value) in saved)
        {
            if (options[name] is JsonObject part && value is JsonObject savedPart)
            {
                Overlay(part, savedPart);
            }
            else
            {
                options[name] = value?.DeepClone();
            }
        }
    }
}
