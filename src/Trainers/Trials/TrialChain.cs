using AdaptiveML.Pipeline;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers;

/// <summary>
/// Builds the chain of a trial:
/// <code>
/// model 1   its Score copied to its name   model 2   its Score copied to its name   …   all of them concatenated   the trial
/// </code>
/// </summary>
internal static class TrialChain
{
    public static TransformerChain<TrialTransformer> Build(IDataView rows, TrialOptions options, (string Name, ITransformer Model)[] models)
    {
        ColumnChecks.RequireDistinct([.. models.Select(model => model.Name)]);
        var context = new MLContext();
        var chain = new TransformerChain<ITransformer>();
        var view = rows;
        foreach (var (name, model) in models)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name, nameof(models));
            ArgumentNullException.ThrowIfNull(model, nameof(models));
            RequireFree(rows, name);
            Append(context.Model.Rehydrate(model));
            Append(context.Transforms.CopyColumns(name, DefaultColumnNames.Score).Fit(view));
        }

        Append(context.Transforms.Concatenate(options.AnswerColumnName, [.. models.Select(model => model.Name)]).Fit(view));
        return chain.Append(new TrialEstimator(options).Fit(view));

        void Append(ITransformer stage)
        {
            chain = chain.Append(stage);
            view = stage.Transform(view);
        }
    }

    /// <summary>A model's answer must not take the place of a column that others read.</summary>
    private static void RequireFree(IDataView rows, string name)
    {
        if (rows.Schema.GetColumnOrNull(name) is not null)
        {
            throw new ArgumentException($"The rows have a column '{name}'; a model of a trial needs a name that no column has, for its answer.", nameof(name));
        }
    }
}
