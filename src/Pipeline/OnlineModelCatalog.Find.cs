using AdaptiveML.Pipeline;

namespace Microsoft.ML;

public static partial class OnlineModelCatalog
{
    /// <summary>Loads a model and gives its online transformer of a type, alone or in the middle of its chain.</summary>
    /// <example><code>var classifier = mlContext.Model.Load&lt;DataContinualTransformer&gt;("model.zip", out _);</code></example>
    /// <typeparam name="TTransformer">What the trainer gave.</typeparam>
    /// <param name="catalog">The catalog.</param>
    /// <param name="path">The file.</param>
    /// <param name="inputSchema">The schema of the model's input.</param>
    /// <exception cref="InvalidOperationException">The model has no such transformer, or several; the message says what it has.</exception>
    /// <exception cref="InvalidDataException">A payload in it is damaged or foreign.</exception>
    public static TTransformer Load<TTransformer>(this ModelOperationsCatalog catalog, string path, out DataViewSchema inputSchema)
        where TTransformer : OnlineTransformer
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return catalog.Find<TTransformer>(catalog.Load(path, out inputSchema));
    }

    /// <summary>The online transformer of a type in a model, whatever stands around it.</summary>
    /// <typeparam name="TTransformer">What the trainer gave.</typeparam>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">A model that has been fitted or loaded.</param>
    /// <exception cref="InvalidOperationException">The model has no such transformer, or several; the message says what it has.</exception>
    /// <exception cref="InvalidDataException">A payload in it is damaged or foreign.</exception>
    public static TTransformer Find<TTransformer>(this ModelOperationsCatalog catalog, ITransformer model)
        where TTransformer : OnlineTransformer
    {
        var stages = Chain.ScoringStages(catalog.Rehydrate(model)).OfType<OnlineTransformer>().ToArray();
        return stages.OfType<TTransformer>().ToArray() is [var only]
            ? only
            : throw new InvalidOperationException(
                $"The model must have one {typeof(TTransformer).Name}; its online transformers are: "
                + $"{(stages.Length == 0 ? "none" : string.Join(", ", stages.Select(stage => stage.GetType().Name)))}.");
    }

    /// <summary>
    /// The classes of a model's classifier as text, in the order of the slots of its scores: also of a loaded model, whose column of scores has no names.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">A model that has been fitted or loaded.</param>
    /// <exception cref="InvalidOperationException">The model has no online classifier, or several.</exception>
    /// <exception cref="InvalidDataException">A payload in it is damaged or foreign.</exception>
    public static IReadOnlyList<string> ClassNames(this ModelOperationsCatalog catalog, ITransformer model)
    {
        var all = Chain.ScoringStages(catalog.Rehydrate(model)).OfType<OnlineTransformer>().Select(stage => stage.Model.Columns.Classes).OfType<ClassLabels>();
        return all.ToArray() is [var only]
            ? only.Names
            : throw new InvalidOperationException($"The model must have one online classifier; it has {all.Count()}.");
    }
}
