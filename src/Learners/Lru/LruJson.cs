using System.Text.Json.Serialization;

namespace AdaptiveML.Learners;

/// <summary>Reads and writes the options without reflection.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(LruOptions))]
[JsonSerializable(typeof(LruStackOptions))]
[JsonSerializable(typeof(LruRegressorOptions))]
[JsonSerializable(typeof(LruForecasterOptions))]
internal sealed partial class LruJson : JsonSerializerContext;
