using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdaptiveML.Pipeline;

/// <summary>The report of a fit's rows as an attribute of the model.</summary>
internal static class SavedRecording
{
    private const string Attribute = "recording";

    public static Dictionary<string, string> AddTo(IReadOnlyDictionary<string, string> attributes, RecordingReport report) => new(attributes)
    {
        [Attribute] = JsonSerializer.Serialize(report, SavedRecordingJson.Default.RecordingReport),
    };

    /// <exception cref="InvalidDataException">The attribute cannot be read.</exception>
    public static RecordingReport? Read(IReadOnlyDictionary<string, string> attributes)
    {
        try
        {
            return attributes.TryGetValue(Attribute, out string? json) ? JsonSerializer.Deserialize(json, SavedRecordingJson.Default.RecordingReport) : null;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"The saved report of the rows of the fit cannot be read: {exception.Message}", exception);
        }
    }
}

/// <summary>Reads and writes the report without reflection.</summary>
[JsonSerializable(typeof(RecordingReport))]
internal sealed partial class SavedRecordingJson : JsonSerializerContext;
