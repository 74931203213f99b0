using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>Permutes the features of the one online stage of a model, and lets ML.NET measure what the model is then worth.</summary>
internal static class Examination
{
    private const string ScoreKind = "ScoreColumnKind";

    /// <exception cref="InvalidOperationException">The model has not one online stage with features, or no score that can be evaluated; or there are no rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public static PermutationImportance Run(ITransformer model, IDataView view, string? labelColumnName, int permutationCount, int? numberOfExamplesToUse, int seed)
    {
        var context = new MLContext(seed);
        ITransformer[] stages = [.. Chain.TestingStages(model)];
        int at = FindStage(stages);
        var stage = (OnlineTransformer)stages[at];
        var rows = stages[..at].Aggregate(view, (rows, part) => part.Transform(rows));
        rows = numberOfExamplesToUse is { } count ? context.Data.TakeRows(rows, count) : rows;
        RequireRows(rows);
        var features = SlotNames.Distinct(ColumnChecks.Features(rows.Schema, stage.Model.Columns.Features!));
        string label = labelColumnName ?? stage.Model.Columns.Label ?? DefaultColumnNames.Label;
        ITransformer[] behind = stages[(at + 1)..];
        var scored = new ExaminedModel(stage, behind).Transform(rows);
        if (scored.Schema.GetColumnOrNull(label) is null)
        {
            throw new ArgumentOutOfRangeException(
                nameof(labelColumnName), $"Could not find label column '{label}': neither the rows nor the stages of the model that are used in tests have it.");
        }

        switch (Task(scored.Schema))
        {
            case "Regression":
                return PermutationImportance.Of(
                    features, context.Regression.PermutationFeatureImportance(new ExaminedModel(stage, behind), rows, label, permutationCount: permutationCount));
            case "BinaryClassification":
                return PermutationImportance.Of(
                    features, context.BinaryClassification.PermutationFeatureImportance(new ExaminedModel(stage, behind), rows, label, permutationCount: permutationCount));
            case "MulticlassClassification":
                var keyed = LabelKeys.TryFit(context, scored, label, stage.Model.Columns.Classes);
                var whole = new ExaminedModel(stage, keyed is null ? behind : [.. behind, keyed]);
                return PermutationImportance.Of(
                    features,
                    context.MulticlassClassification.PermutationFeatureImportance(whole, rows, keyed is null ? label : LabelKeys.Column, permutationCount: permutationCount));
            default:
                throw new InvalidOperationException(
                    $"The model writes no column '{DefaultColumnNames.Score}' of regression, binary or multiclass classification: there is no metric to measure importance by.");
        }
    }

    private static int FindStage(ITransformer[] stages)
    {
        int[] online = [.. Enumerable.Range(0, stages.Length).Where(i => stages[i] is OnlineTransformer)];
        return online switch
        {
            [] => throw new InvalidOperationException(
                "The model has no online transformer. For a model of ML.NET's own stages alone use PermutationFeatureImportance of mlContext.Regression, BinaryClassification or MulticlassClassification."),
            [var only] when ((OnlineTransformer)stages[only]).Model.Columns.Features is null => throw new InvalidOperationException(
                "The online transformer has no feature column: there is nothing to permute."),
            [var only] => only,
            _ => throw new InvalidOperationException(
                $"The model has {online.Length} online transformers, and it is not clear whose features to permute. Divide the chain: transform the rows by the stages up to the first online transformer, "
                    + "and examine the rest of the chain with these rows."),
        };
    }

    private static string? Task(DataViewSchema schema)
    {
        if (schema.GetColumnOrNull(DefaultColumnNames.Score) is not { Annotations: var annotations } || annotations.Schema.GetColumnOrNull(ScoreKind) is null)
        {
            return null;
        }

        ReadOnlyMemory<char> kind = default;
        annotations.GetValue(ScoreKind, ref kind);
        return kind.ToString();
    }

    private static void RequireRows(IDataView rows)
    {
        using var cursor = rows.GetRowCursor([]);
        if (!cursor.MoveNext())
        {
            throw new InvalidOperationException("There are no rows to measure importance on.");
        }
    }
}
