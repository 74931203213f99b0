using System.Text.Json.Serialization;

namespace AdaptiveML.Learners.Continual;

/// <summary>Reads and writes options and tasks without reflection.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(SavedContinual<NearestMeanOptions>))]
[JsonSerializable(typeof(SavedContinual<StreamingLdaOptions>))]
[JsonSerializable(typeof(SavedContinual<RidgeClassifierOptions>))]
[JsonSerializable(typeof(SavedContinual<RanPacOptions>))]
[JsonSerializable(typeof(SavedContinual<FineTuningOptions>))]
[JsonSerializable(typeof(SavedContinual<ElasticWeightsOptions>))]
[JsonSerializable(typeof(SavedContinual<LearningWithoutForgettingOptions>))]
[JsonSerializable(typeof(SavedContinual<DataClassifierOptions>))]
[JsonSerializable(typeof(SavedContinual<AdaptiveForestOptions>))]
internal sealed partial class ContinualJson : JsonSerializerContext;
