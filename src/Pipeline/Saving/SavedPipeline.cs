using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Pipeline;

/// <summary>Reads what <see cref="SavedPipelineBuilder"/> has built.</summary>
internal static class SavedPipeline
{
    /// <summary>Whether a transformer is such a chain, as ML.NET loads it.</summary>
    public static bool Is(ITransformer transformer) =>
        transformer is TransformerChain<ITransformer> chain && chain.Any(IsMapping);

    /// <summary>The model that such a chain carries. Its mapping scores a row of zeros, so that a payload of another component is refused here as
    /// there.</summary>
    /// <exception cref="InvalidDataException">Its payload is damaged or foreign, or is another component's than the mapping.</exception>
    public static OnlineModel ReadModel(ITransformer pipeline)
    {
        var chain = (TransformerChain<ITransformer>)pipeline;
        var data = new MLContext().Data;
        var row = chain.OfType<ValueMappingTransformer>().First().Transform(data.LoadFromEnumerable([new PayloadKey()]));
        var payload = row.GetColumn<ReadOnlyMemory<char>>(ReservedNames.Payload).Single();
        var model = LoadedModels.Get(payload);
        var scored = chain.First(IsMapping).Transform(data.LoadFromEnumerable([SavedModelScorer.Blank(model, payload)]));
        _ = scored.GetColumn<float>(ReservedNames.Score).Single();
        return model;
    }

    private static bool IsMapping(ITransformer stage) => stage
        is StatefulCustomMappingTransformer<ScoreInput, ScoreOutput, SavedModelScorer>
        or StatefulCustomMappingTransformer<ScoreInput, ColumnsOutput, SavedModelScorer>;
}

/// <summary>Models read from payload texts: each text is decoded once, and its model shared for as long as the text lives.</summary>
internal static class LoadedModels
{
    private static readonly ConditionalWeakTable<object, Lazy<OnlineModel>> Models = [];

    public static OnlineModel Get(ReadOnlyMemory<char> text)
    {
        object? owner = MemoryMarshal.TryGetString(text, out string? whole, out int start, out int length) && length == whole.Length ? whole
            : MemoryMarshal.TryGetArray(text, out var segment) && segment.Count == segment.Array!.Length ? segment.Array
            : null;
        return owner is null
            ? OnlineModel.Decode(text.Span)
            : Models.GetValue(owner, _ => new(() => OnlineModel.Decode(text.Span))).Value;
    }
}
