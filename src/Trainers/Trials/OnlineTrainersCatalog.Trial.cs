using AdaptiveML.Trainers;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <content>Trials.</content>
public static partial class OnlineTrainersCatalog
{
    /// <summary>Judges the answers of models that stand in front, and answers by one of them: the last stage of a trial.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    /// <exception cref="ArgumentException">A column is named twice.</exception>
    public static TrialEstimator Trial(this RegressionCatalog.RegressionTrainers catalog, TrialOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new(options);
    }

    /// <summary>
    /// Puts fitted models on trial, in one model: the first answers, the others predict and learn in its shadow. Those of this package learn in an engine and
    /// in <c>mlContext.Model.Update</c>; any other stays as it is.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="rows">Rows like those to come, for their columns; none is read.</param>
    /// <param name="labelColumnName">The label: Single, NaN where it is not known.</param>
    /// <param name="models">The models, each with a name: the champion first, then its challengers, from 1 to 16. Each writes a score, Single.</param>
    /// <returns>
    /// A model that writes the answer, "Score", who gave it, "AnsweredBy", and each model's answer under its name. It is saved and loaded like any other.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type; or there are more than 16 models.</exception>
    /// <exception cref="ArgumentException">There is no model, or two have one name.</exception>
    public static TransformerChain<TrialTransformer> CreateTrial(
        this ModelOperationsCatalog catalog, IDataView rows, string labelColumnName, params (string Name, ITransformer Model)[] models) =>
        catalog.CreateTrial(rows, new TrialOptions { LabelColumnName = labelColumnName }, models);

    /// <summary>The same with all options.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="rows">Rows like those to come, for their columns; none is read.</param>
    /// <param name="options">The options.</param>
    /// <param name="models">The models, each with a name: the champion first, then its challengers, from 1 to 16. Each writes a score, Single.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type; a value is out of range; or there are over 16 models.</exception>
    /// <exception cref="ArgumentException">There is no model, or two have one name.</exception>
    public static TransformerChain<TrialTransformer> CreateTrial(
        this ModelOperationsCatalog catalog, IDataView rows, TrialOptions options, params (string Name, ITransformer Model)[] models)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(models);
        return TrialChain.Build(rows, options, models);
    }
}
