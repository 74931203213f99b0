using AdaptiveML.Online;
using AdaptiveML.Pipeline;

namespace Microsoft.ML;

public static partial class OnlineModelCatalog
{
    /// <summary>
    /// Permutation feature importance of a whole model: how its metrics change when the values of one feature are permuted among the rows. ML.NET's own
    /// method for a whole chain accepts no transformer but its own.
    /// </summary>
    /// <remarks>
    /// <para>The slots of the feature column that goes into the online transformer are permuted, one after the other. The stages in front of it and behind it
    /// stay as they are. The task is the model's, and the metrics are those of ML.NET's <c>Evaluate</c>. Stages of scope <c>TrainTest</c> are used, such as
    /// one that makes keys of the label. For a multiclass trainer of ours the label is compared with the classes by value: it may be text where keys were
    /// fitted. A trainer of ML.NET needs the keys that it was fitted to.</para>
    /// <para>A model that follows its rows reads them in their order, from the state at the end of the fit, as with ML.NET's method for a single transformer.
    /// The permuted feature loses its own past as well; all other features keep theirs. Group, time and end-of-sequence columns are not permuted. A model
    /// that adapts in <c>Transform</c> adapts to the permuted rows too.</para>
    /// <para>Time: one pass over the rows for each feature and permutation.</para>
    /// </remarks>
    /// <example>
    /// <code>
    /// var model = mlContext.Model.Load("model.zip", out _);
    /// var importance = mlContext.Model.PermutationImportance(model, testRows, permutationCount: 10);
    /// foreach (string feature in importance.Features)
    /// {
    ///     var change = importance.Regression[feature].RSquared;
    ///     Console.WriteLine($"{feature}: R² {change.Mean:+0.000;-0.000} ± {change.StandardError:0.000}");
    /// }
    /// </code>
    /// </example>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">A regressor or classifier, fitted or loaded, with exactly one online transformer; it stays as it is.</param>
    /// <param name="view">Rows with labels, as they come to the model.</param>
    /// <param name="labelColumnName">
    /// The label: a column of the rows, or one that a stage of the model makes; null for the one that the online transformer was fitted to, or where it has
    /// none "Label".
    /// </param>
    /// <param name="permutationCount">Permutations of each feature, at least 1. Standard deviations need two.</param>
    /// <param name="numberOfExamplesToUse">How many rows to use, the first of the view, at least 1; null for all.</param>
    /// <param name="seed">Seed of the permutations: the same seed gives the same result, of a fitted model and a loaded one.</param>
    /// <returns>The changes of all metrics, by feature.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1; or a column, the label among them, is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">
    /// The model has no online transformer, or several, or one without features; or it writes no score of these tasks; or there are no rows.
    /// </exception>
    /// <exception cref="InvalidDataException">A payload in the model is damaged or foreign.</exception>
    public static PermutationImportance PermutationImportance(
        this ModelOperationsCatalog catalog,
        ITransformer model,
        IDataView view,
        string? labelColumnName = null,
        int permutationCount = 1,
        int? numberOfExamplesToUse = null,
        int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(view);
        Require.InRange(permutationCount, 1, int.MaxValue);
        Require.InRange(numberOfExamplesToUse ?? 1, 1, int.MaxValue, nameof(numberOfExamplesToUse));
        return Examination.Run(catalog.Rehydrate(model), view, labelColumnName, permutationCount, numberOfExamplesToUse, seed);
    }
}
