using System.Text.Json.Serialization;

namespace AdaptiveML.Learners.LruForecasting;

/// <summary>Reads and writes the options without reflection.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(LruForecasterOptions))]
internal sealed partial class LruForecasterJson : JsonSerializerContext;
