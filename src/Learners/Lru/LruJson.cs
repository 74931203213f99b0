using System.Text.Json.Serialization;

namespace AdaptiveML.Learners.Lru;

/// <summary>Reads and writes the options without reflection.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(LruOptions))]
internal sealed partial class LruJson : JsonSerializerContext;
