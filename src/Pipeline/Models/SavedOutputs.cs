using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdaptiveML.Pipeline;

/// <summary>The columns that a model writes as an attribute of it; a model without the attribute writes its score alone.</summary>
internal static class SavedOutputs
{
    private const string Attribute = "columns.outputs";

    public static Dictionary<string, string> AddTo(IReadOnlyDictionary<string, string> attributes, IReadOnlyList<OnlineOutput> outputs) => new(attributes)
    {
        [Attribute] = JsonSerializer.Serialize(outputs, SavedOutputsJson.Default.IReadOnlyListOnlineOutput),
    };

    /// <exception cref="InvalidDataException">The attribute cannot be read, or speaks of more than a prediction has.</exception>
    public static IReadOnlyList<OnlineOutput> Read(IReadOnlyDictionary<string, string> attributes, OnlineColumns columns, int predictionSize)
    {
        IReadOnlyList<OnlineOutput>? outputs;
        try
        {
            outputs = attributes.TryGetValue(Attribute, out string? json)
                ? JsonSerializer.Deserialize(json, SavedOutputsJson.Default.IReadOnlyListOnlineOutput)
                : [OnlineOutput.Score(columns.Output)];
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"The saved model's output columns cannot be read: {exception.Message}", exception);
        }

        OnlineOutput[] bound = [.. outputs?.Select(output => output.Of(columns.Classes)) ?? []];
        return bound is [{ Name: var first }, ..] && first == columns.Output && Array.TrueForAll(bound, output => output.Fits(predictionSize, columns.HasClock))
            ? bound
            : throw new InvalidDataException(
                $"The model's output columns do not fit a prediction of {predictionSize} elements that begins with '{columns.Output}'.");
    }
}

/// <summary>Reads and writes the output columns without reflection.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(IReadOnlyList<OnlineOutput>))]
internal sealed partial class SavedOutputsJson : JsonSerializerContext;
