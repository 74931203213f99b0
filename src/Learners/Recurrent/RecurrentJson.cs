using System.Text.Json.Serialization;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>Reads and writes the options without reflection.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RecurrentOptions))]
internal sealed partial class RecurrentJson : JsonSerializerContext;
