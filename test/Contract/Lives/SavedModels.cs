using Microsoft.ML;

namespace AdaptiveML.Contract.Lives;

/// <summary>Models through a file and back.</summary>
public static class SavedModels
{
    public static ITransformer SavedAndLoaded(this ITransformer model, DataViewSchema schema) => model.SavedAndLoaded(schema, out _);

    public static ITransformer SavedAndLoaded(this ITransformer model, DataViewSchema schema, out DataViewSchema loadedSchema)
    {
        using var stream = new MemoryStream();
        new MLContext().Model.Save(model, schema, stream);
        stream.Position = 0;
        return new MLContext().Model.Load(stream, out loadedSchema);
    }
}
