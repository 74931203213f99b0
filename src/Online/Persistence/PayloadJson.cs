using System.Text.Json.Serialization;

namespace AdaptiveML.Online;

/// <summary>Reads and writes the header without reflection.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(PayloadHeader))]
internal sealed partial class PayloadJson : JsonSerializerContext;
