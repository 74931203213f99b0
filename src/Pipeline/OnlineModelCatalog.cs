using AdaptiveML.Pipeline;

namespace Microsoft.ML;

/// <summary>Models that keep learning.</summary>
public static class OnlineModelCatalog
{
    /// <summary>
    /// Gives a loaded model its typed transformers back, with their annotations. What comes from <see cref="ModelOperationsCatalog.Load(string, out DataViewSchema)"/>
    /// is a chain of ML.NET's own transformers: it scores alike, but knows nothing of learning.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">A model, at whatever depth its chains are nested.</param>
    /// <returns>The rebuilt model, scopes kept; the same object if there is nothing to bring back.</returns>
    /// <exception cref="InvalidDataException">A payload in it is damaged or foreign.</exception>
    public static ITransformer Rehydrate(this ModelOperationsCatalog catalog, ITransformer model)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        return Chain.Replace(model, static part => Facade.IsFacade(part) ? Facade.ReadModel(part).CreateTransformer() : null);
    }

    /// <summary>Makes an engine that predicts and learns row by row, through the whole of a model that has been fitted or loaded.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">A model with exactly one online transformer among the stages that score.</param>
    /// <param name="options">How the engine works, or null for the defaults.</param>
    /// <typeparam name="TSrc">A row of the model's input, as for a <see cref="PredictionEngine{TSrc, TDst}"/>. It needs the label only to learn.</typeparam>
    /// <typeparam name="TDst">What to read of the model's output.</typeparam>
    /// <exception cref="InvalidOperationException">The model has no online transformer, or more than one.</exception>
    /// <exception cref="InvalidDataException">The model's payload is damaged or foreign.</exception>
    public static OnlineEngine<TSrc, TDst> CreateOnlineEngine<TSrc, TDst>(
        this ModelOperationsCatalog catalog, ITransformer model, OnlineEngineOptions? options = null)
        where TSrc : class
        where TDst : class, new() => new(catalog, catalog.Rehydrate(model), options ?? new());
}
