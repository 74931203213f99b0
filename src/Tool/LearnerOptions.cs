using System.Text.Json;
using System.Text.Json.Nodes;

namespace AdaptiveML.Tool;

/// <summary>Options of a learner, as its payload has them, and some of them changed.</summary>
internal static class LearnerOptions
{
    /// <summary>The options with those changed that a file names.</summary>
    /// <param name="present">The options, as JSON.</param>
    /// <param name="changes">The changes, as JSON.</param>
    /// <exception cref="ArgumentException">An option is named that there is not, or the text is no JSON object.</exception>
    public static string With(string present, string changes)
    {
        var options = JsonNode.Parse(present)!.AsObject();
        Overlay(options, Parse(changes), "");
        return options.ToJsonString();
    }

    private static JsonObject Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? throw new ArgumentException("The options are no JSON object, such as {\"StateSize\": 32}.");
        }
        catch (JsonException exception)
        {
            throw new ArgumentException($"The options are no JSON: {exception.Message}", exception);
        }
    }

    private static void Overlay(JsonObject options, JsonObject changes, string path)
    {
        foreach (var (name, value) in changes)
        {
            if (!options.ContainsKey(name))
            {
                throw new ArgumentException($"There is no option '{path}{name}'; there are {string.Join(", ", options.Select(option => option.Key))}.");
            }

            if (options[name] is JsonObject part && value is JsonObject changedPart)
            {
                Overlay(part, changedPart, $"{path}{name}.");
            }
            else
            {
                options[name] = value?.DeepClone();
            }
        }
    }
}
