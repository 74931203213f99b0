using System.Text.Json.Serialization;

namespace AdaptiveML.Learners.LruRegression;

/// <summary>Reads and writes the options without reflection.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(LruRegressorOptions))]
internal sealed partial class LruRegressorJson : JsonSerializerContext;
