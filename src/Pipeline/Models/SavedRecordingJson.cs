using System.Text.Json.Serialization;

namespace AdaptiveML.Pipeline;

/// <summary>Reads and writes the report without reflection.</summary>
[JsonSerializable(typeof(RecordingReport))]
internal sealed partial class SavedRecordingJson : JsonSerializerContext;
