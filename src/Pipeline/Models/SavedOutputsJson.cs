using System.Text.Json.Serialization;

namespace AdaptiveML.Pipeline;

/// <summary>Reads and writes the output columns without reflection.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(IReadOnlyList<OnlineOutput>))]
internal sealed partial class SavedOutputsJson : JsonSerializerContext;
