using Microsoft.ML;

namespace AdaptiveML.Contract.Lives;

/// <summary>A model in all times of its life.</summary>
internal sealed class ModelLives
{
    public ModelLives(ITransformer fitted, DataViewSchema schema)
    {
        Fitted = fitted;
        Loaded = fitted.SavedAndLoaded(schema, out var loadedSchema);
        Rehydrated = new MLContext().Model.Rehydrate(Loaded);
        LoadedSchema = loadedSchema;
    }

    public ITransformer Fitted { get; }

    public ITransformer Loaded { get; }

    public ITransformer Rehydrated { get; }

    /// <summary>The input schema that was loaded with the model.</summary>
    public DataViewSchema LoadedSchema { get; }

    public ITransformer this[Life life] => life switch
    {
        Life.Fitted => Fitted,
        Life.Loaded => Loaded,
        _ => Rehydrated,
    };
}
