using AdaptiveML.Pipeline;
using AdaptiveML.Streams;

namespace Microsoft.ML;

public static partial class OnlineModelCatalog
{
    /// <summary>
    /// Evaluates a model on a stream as it would have done in use: each row is predicted first and learnt afterwards, in the order of the view. Beside it stand
    /// the same model without learning, "frozen", where it can learn; and plain methods.
    /// </summary>
    /// <example>
    /// <code>
    /// var result = mlContext.Model.EvaluatePrequential(model, laterRows, new() { LabelDelayRows = 10 });
    /// Console.WriteLine(result);
    /// File.WriteAllText("errors.svg", result.ToSvg());
    /// </code>
    /// </example>
    /// <inheritdoc cref="EvaluatePrequential(ModelOperationsCatalog, IReadOnlyList{PrequentialModel}, IDataView, PrequentialOptions)"/>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">A regressor, classifier or forecaster, fitted or loaded; it stays as it is. In the result it is called "model".</param>
    /// <param name="view">Rows with labels, in time order, that come after those of the fit.</param>
    /// <param name="options">How it is evaluated, or null for the defaults.</param>
    public static PrequentialResult EvaluatePrequential(
        this ModelOperationsCatalog catalog, ITransformer model, IDataView view, PrequentialOptions? options = null)
    {
        var rehydrated = catalog.Rehydrate(model);
        PrequentialModel[] models = [new("model", rehydrated)];
        bool canLearn = Chain.TestingStages(rehydrated).Any(stage => stage is OnlineTransformer);
        return catalog.EvaluatePrequential(canLearn ? [.. models, new("frozen", rehydrated) { Learns = false }] : models, view, options);
    }

    /// <summary>
    /// Evaluates models on the same stream, each as it would have done in use: each row is predicted first and learnt afterwards, in the order of the view.
    /// ML.NET's own models never learn.
    /// </summary>
    /// <remarks>
    /// <para>What happens to a row is what an engine does with it. A label that comes late is learnt late: <see cref="PrequentialOptions.LabelDelayRows"/> and
    /// <see cref="PrequentialOptions.LabelDelay"/>. A row without a label is predicted and followed, and not judged.</para>
    /// <para>Plain methods stand in the same table and know no label earlier than the models: the last value; of classes the most frequent so far, its
    /// probabilities the shares so far with 1 added to each count, that of what is no class included, and the last known (no change); and with
    /// <see cref="PrequentialOptions.Period"/> what was a season ago.</para>
    /// <para>Differences of losses are tested in pairs: <see cref="PairedTest"/> says how.</para>
    /// <para>A label that no model knows counts as a class of its own, behind theirs: whoever predicts another class is wrong. Classes are not opened on the
    /// way. A model with a stage that ML.NET cannot take single rows through, such as one of its time series, is read by a cursor of its own; its time is then
    /// that of reading its rows as well.</para>
    /// </remarks>
    /// <param name="catalog">The catalog.</param>
    /// <param name="models">Regressors, classifiers or forecasters, fitted or loaded; they stay as they are.</param>
    /// <param name="view">Rows with labels, in time order, that come after those of the fit.</param>
    /// <param name="options">How they are evaluated, or null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; or a column is missing or of another type.</exception>
    /// <exception cref="ArgumentException">There is no model, a name is there twice, models do not do the same, or the label of a forecaster is to come
    /// late.</exception>
    /// <exception cref="InvalidOperationException">A model leaves rows out; or the rows lack the time or weight column that a model learns from.</exception>
    /// <exception cref="InvalidDataException">A payload in a model is damaged or foreign.</exception>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled.</exception>
    public static PrequentialResult EvaluatePrequential(
        this ModelOperationsCatalog catalog, IReadOnlyList<PrequentialModel> models, IDataView view, PrequentialOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(view);
        options ??= new();
        options.Validate();
        if (models.Count == 0)
        {
            throw new ArgumentException("There is no model to evaluate.", nameof(models));
        }

        string[] reserved = ["last value", "season ago", "majority", "no change"];
        if (models.Select(model => model.Name).Concat(reserved).GroupBy(name => name).FirstOrDefault(same => same.Count() > 1) is { Key: var name })
        {
            throw new ArgumentException($"The name '{name}' is there twice, or that of a plain method.", nameof(models));
        }

        PrequentialModel[] rehydrated = [.. models.Select(model => model with { Model = catalog.Rehydrate(model.Model) })];
        string? label = rehydrated.SelectMany(model => Chain.TestingStages(model.Model)).OfType<OnlineTransformer>()
            .Select(stage => stage.Model.Columns.Label).FirstOrDefault(label => label is not null);
        return PrequentialRun.Evaluate(rehydrated, view, options, label);
    }
}
