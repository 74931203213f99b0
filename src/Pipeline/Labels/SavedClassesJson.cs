using System.Text.Json.Serialization;

namespace AdaptiveML.Pipeline;

/// <summary>Reads and writes classes without reflection.</summary>
[JsonSerializable(typeof(SavedClasses))]
internal sealed partial class SavedClassesJson : JsonSerializerContext;
