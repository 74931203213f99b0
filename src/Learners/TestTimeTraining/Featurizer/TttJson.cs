using System.Text.Json.Serialization;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>Reads and writes the options without reflection.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(TttFeaturizerOptions))]
internal sealed partial class TttJson : JsonSerializerContext;
