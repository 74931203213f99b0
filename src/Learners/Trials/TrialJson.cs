using System.Text.Json.Serialization;

namespace AdaptiveML.Learners.Trials;

/// <summary>Reads and writes the rules without reflection.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(TrialRules))]
internal sealed partial class TrialJson : JsonSerializerContext;
