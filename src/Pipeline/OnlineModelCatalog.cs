using AdaptiveML.Pipeline;

namespace Microsoft.ML;

/// <summary>Models that keep learning: their engines and views, their updates, and what their features are worth to them.</summary>
public static partial class OnlineModelCatalog
{
    /// <summary>
    /// Gives a loaded model its typed transformers back, with their annotations. What comes from
    /// <see cref="ModelOperationsCatalog.Load(string, out DataViewSchema)"/> is a chain of ML.NET's own transformers: it scores alike, but knows nothing of
    /// learning, and cannot be cast to the type that the trainer gave.
    /// <see cref="Load{TTransformer}(ModelOperationsCatalog, string, out DataViewSchema)"/> does both in one.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">A model, at whatever depth its chains are nested.</param>
    /// <returns>The rebuilt model, scopes kept; the same object if there is nothing to bring back.</returns>
    /// <exception cref="InvalidDataException">A payload in it is damaged or foreign.</exception>
    public static ITransformer Rehydrate(this ModelOperationsCatalog catalog, ITransformer model)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        return Chain.Replace(model, static part => SavedPipeline.Is(part) ? SavedPipeline.ReadModel(part).CreateTransformer() : null);
    }

    /// <summary>
    /// Turns learning inside <see cref="ITransformer.Transform"/> on or off in every online transformer of a model:
    /// <see cref="OnlineTransformer.AdaptsInTransform"/>.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">A model that has been fitted or loaded; it stays as it is.</param>
    /// <param name="adapts">On or off.</param>
    /// <exception cref="InvalidDataException">A payload in it is damaged or foreign.</exception>
    public static ITransformer AdaptInTransform(this ModelOperationsCatalog catalog, ITransformer model, bool adapts = true) =>
        Chain.Replace(catalog.Rehydrate(model), part => part is OnlineTransformer stage ? stage.Adapting(adapts) : null);

    /// <summary>Teaches a model new rows: <see cref="Update(ModelOperationsCatalog, ITransformer, IDataView, out IReadOnlyList{UpdateReport})"/>.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">A model that has been fitted or loaded; it stays as it is.</param>
    /// <param name="newRows">Rows like those of the fit, in time order, that come after all that the model has seen.</param>
    /// <returns>The new model.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column that an online transformer learns from is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">The model has no online transformer.</exception>
    /// <exception cref="InvalidDataException">A payload in it is damaged or foreign.</exception>
    public static ITransformer Update(this ModelOperationsCatalog catalog, ITransformer model, IDataView newRows) => catalog.Update(model, newRows, out _);

    /// <summary>
    /// Teaches a model new rows: in the model returned, every online transformer has learnt them in order, each predicted before it was learnt; every other
    /// stage is the very same object, and so goes stale when the data drift: the report says where.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">A model that has been fitted or loaded; it stays as it is.</param>
    /// <param name="newRows">Rows like those of the fit, in time order, that come after all that the model has seen.</param>
    /// <param name="reports">What each online transformer made of the rows, in the order of the chain.</param>
    /// <returns>The new model.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column that an online transformer learns from is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">The model has no online transformer.</exception>
    /// <exception cref="InvalidDataException">A payload in it is damaged or foreign.</exception>
    public static ITransformer Update(this ModelOperationsCatalog catalog, ITransformer model, IDataView newRows, out IReadOnlyList<UpdateReport> reports)
    {
        ArgumentNullException.ThrowIfNull(newRows);
        return ModelUpdate.Run(catalog.Rehydrate(model), newRows, null, out reports);
    }

    /// <summary>
    /// Teaches a model a task: every transformer of it that learns by tasks, as <c>DataContinual</c> and <c>Comodulation</c> do, learns all rows as one task of
    /// that name, as by its own <c>Update</c> or <c>Adapt</c>. The other online transformers learn row by row.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">A model that has been fitted or loaded; it stays as it is.</param>
    /// <param name="newRows">Rows like those of the fit.</param>
    /// <param name="taskName">The name of the task.</param>
    /// <param name="reports">What each online transformer made of the rows, in the order of the chain.</param>
    /// <returns>The new model.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column that an online transformer learns from is missing or of another type.</exception>
    /// <exception cref="ArgumentException">The name is taken, or no row can be learnt.</exception>
    /// <exception cref="InvalidOperationException">The model has no transformer that learns by tasks, or there are no rows.</exception>
    /// <exception cref="InvalidDataException">A payload in it is damaged or foreign.</exception>
    public static ITransformer Update(
        this ModelOperationsCatalog catalog, ITransformer model, IDataView newRows, string taskName, out IReadOnlyList<UpdateReport> reports)
    {
        ArgumentNullException.ThrowIfNull(newRows);
        ArgumentException.ThrowIfNullOrEmpty(taskName);
        return ModelUpdate.Run(catalog.Rehydrate(model), newRows, taskName, out reports);
    }

    /// <summary>The same without the reports.</summary>
    /// <inheritdoc cref="Update(ModelOperationsCatalog, ITransformer, IDataView, string, out IReadOnlyList{UpdateReport})"/>
    public static ITransformer Update(this ModelOperationsCatalog catalog, ITransformer model, IDataView newRows, string taskName) =>
        catalog.Update(model, newRows, taskName, out _);

    /// <summary>Makes an engine that predicts and learns row by row, through the whole of a model that has been fitted or loaded.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">A model with one online transformer or several among the stages that score.</param>
    /// <param name="options">How the engine works, or null for the defaults.</param>
    /// <typeparam name="TSrc">A row of the model's input, as for a <see cref="PredictionEngine{TSrc, TDst}"/>. It needs the label only to learn.</typeparam>
    /// <typeparam name="TDst">What to read of the model's output.</typeparam>
    /// <exception cref="InvalidOperationException">The model has no online transformer.</exception>
    /// <exception cref="InvalidDataException">The model's payload is damaged or foreign.</exception>
    public static OnlineEngine<TSrc, TDst> CreateOnlineEngine<TSrc, TDst>(
        this ModelOperationsCatalog catalog, ITransformer model, OnlineEngineOptions? options = null)
        where TSrc : class
        where TDst : class, new() => new(catalog, catalog.Rehydrate(model), options ?? new());

    /// <summary>The same for many threads at once: <see cref="SharedOnlineEngine{TSrc, TDst}"/>, one stream for all of them.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">A model with one online transformer or several among the stages that score.</param>
    /// <param name="options">How the engine works, or null for the defaults.</param>
    /// <typeparam name="TSrc">A row of the model's input, as for a <see cref="PredictionEngine{TSrc, TDst}"/>. It needs the label only to learn.</typeparam>
    /// <typeparam name="TDst">What to read of the model's output.</typeparam>
    /// <exception cref="InvalidOperationException">The model has no online transformer.</exception>
    /// <exception cref="InvalidDataException">The model's payload is damaged or foreign.</exception>
    public static SharedOnlineEngine<TSrc, TDst> CreateSharedOnlineEngine<TSrc, TDst>(
        this ModelOperationsCatalog catalog, ITransformer model, OnlineEngineOptions? options = null)
        where TSrc : class
        where TDst : class, new() => new(catalog.CreateOnlineEngine<TSrc, TDst>(model, options), (options ?? new()).PublicationInterval);
}
