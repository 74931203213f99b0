using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>
/// The transformer of an online regressor or classifier. ML.NET's own tools for predictors take it, among them permutation feature importance.
/// </summary>
/// <example>
/// How much R² falls when a feature is permuted:
/// <code>
/// OnlineLruTransformer transformer = trainer.Fit(rows);
/// var importance = mlContext.Regression.PermutationFeatureImportance(transformer, testRows, permutationCount: 10);
/// Console.WriteLine(importance[0].RSquared.Mean);
/// </code>
/// For a whole chain, or a model that was loaded, use <c>mlContext.Model.PermutationImportance</c>.
/// </example>
/// <typeparam name="TParameters">The figures of what was learnt.</typeparam>
public abstract class OnlinePredictionTransformer<TParameters> : OnlineTransformer, ISingleFeaturePredictionTransformer<TParameters>
    where TParameters : OnlineModelParameters
{
    /// <summary>Makes the transformer of a model.</summary>
    private protected OnlinePredictionTransformer(OnlineModel model)
        : base(model)
    {
    }

    /// <summary>What was learnt, in figures. ML.NET's interface calls it Model.</summary>
    public TParameters Parameters => field ??= CreateParameters();

    /// <summary>The feature column.</summary>
    public string FeatureColumnName => Model.Columns.Features!;

    /// <summary>The type of the feature column: a vector of Single of known size.</summary>
    public DataViewType FeatureColumnType => new VectorDataViewType(NumberDataViewType.Single, Model.InputSize - Model.Columns.BehindFeatures);

    TParameters IPredictionTransformer<TParameters>.Model => Parameters;

    /// <summary>Takes the figures of the model.</summary>
    private protected abstract TParameters CreateParameters();
}
