using System.Text.Json.Serialization;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>Reads and writes what a learner is made from without reflection.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ComodulationConfiguration))]
internal sealed partial class ComodulationJson : JsonSerializerContext;
