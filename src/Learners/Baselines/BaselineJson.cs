using System.Text.Json.Serialization;

namespace AdaptiveML.Learners.Baselines;

/// <summary>Reads and writes options without reflection.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RecursiveLeastSquaresOptions))]
[JsonSerializable(typeof(LastValueSettings))]
internal sealed partial class BaselineJson : JsonSerializerContext;
