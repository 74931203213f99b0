using System.Text.Json.Serialization;
using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>Reads and writes the passes of a fit without reflection; a loss that is not known is NaN.</summary>
[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(IReadOnlyList<TrainingProgress>))]
internal sealed partial class SavedHistoryJson : JsonSerializerContext;
