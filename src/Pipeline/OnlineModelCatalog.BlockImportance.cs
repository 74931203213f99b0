using AdaptiveML.Pipeline;

namespace Microsoft.ML;

public static partial class OnlineModelCatalog
{
    /// <summary>
    /// What the features of a model are worth on a stream: blocks of the values of one feature are permuted, each sequence by itself, and the model is
    /// evaluated on the rows in their order, each predicted before it is learnt. Permutations of single rows, as
    /// <see cref="PermutationImportance(ModelOperationsCatalog, ITransformer, IDataView, string, int, int?, int)"/> makes them, break the course of a feature:
    /// to a model that follows rows each looks like a fault.
    /// </summary>
    /// <remarks>
    /// <para>The slots of the feature column that goes into the online transformer are permuted, one after the other; a forecaster's series are not. The rows
    /// must fit into memory there. Features that tell the same share their importance, or hide it: the model makes do with the others.</para>
    /// <para>Time: one evaluation for each feature and permutation, and one of the rows as they are.</para>
    /// </remarks>
    /// <example>
    /// <code>
    /// var importance = mlContext.Model.BlockImportance(model, laterRows, new() { BlockLength = 50 });
    /// Console.WriteLine(importance);
    /// Console.WriteLine(importance.Regression["Load"].RSquared.Mean);
    /// </code>
    /// </example>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">A regressor, classifier or forecaster, fitted or loaded, with exactly one online transformer; it stays as it is.</param>
    /// <param name="view">Rows with labels, in time order, that come after those of the fit.</param>
    /// <param name="options">How importance is measured, or null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; or a column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">
    /// The model has no online transformer, or several, or one without features; or there are no rows, or too few for two blocks.
    /// </exception>
    /// <exception cref="InvalidDataException">A payload in the model is damaged or foreign.</exception>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled.</exception>
    public static BlockImportance BlockImportance(
        this ModelOperationsCatalog catalog, ITransformer model, IDataView view, BlockImportanceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(view);
        options ??= new();
        options.Validate();
        return BlockExamination.Run(catalog.Rehydrate(model), view, options);
    }
}
