using System.Text.Json.Serialization;

namespace AdaptiveML.Learners.Lru;

/// <summary>Reads and writes the options without reflection.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(LruStackOptions))]
internal sealed partial class LruStackJson : JsonSerializerContext;
