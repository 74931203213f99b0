using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>Permutes the features of the one online stage of a model, and lets ML.NET measure what the model is then worth.</summary>
internal static class Examination
{
    /// <exception cref="InvalidOperationException">There is not one online stage with features, no score that can be evaluated, or no row.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public static PermutationImportance Run(
        ITransformer model, IDataView view, string? labelColumnName, int permutationCount, int? numberOfExamplesToUse, int seed)
    {
        var context = new MLContext();

        // Everything that is made of a context takes random numbers from it: this one makes the permutations and nothing else.
        var permuting = new MLContext(seed);
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
        string task = Task(scored.Schema);
        if (label.Length == 0 || scored.Schema.GetColumnOrNull(label) is null)
        {
            throw new ArgumentOutOfRangeException(
                nameof(labelColumnName),
                $"Could not find label column '{label}': neither the rows nor the stages of the model that are used in tests have it. "
                + "Name another by labelColumnName.");
        }

        if (task == ScoreKinds.Multiclass && LabelKeys.TryFit(context, scored, label, stage.Model.Columns.Classes) is { } keyed)
        {
            (behind, label) = ([.. behind, keyed], LabelKeys.Column);
        }

        var examined = new ExaminedModel(stage, behind);
        return task switch
        {
            ScoreKinds.Regression => PermutationImportance.Of(
                features, permuting.Regression.PermutationFeatureImportance(examined, rows, label, permutationCount: permutationCount)),
            ScoreKinds.Binary => PermutationImportance.Of(
                features, permuting.BinaryClassification.PermutationFeatureImportance(examined, rows, label, permutationCount: permutationCount)),
            _ => PermutationImportance.Of(
                features, permuting.MulticlassClassification.PermutationFeatureImportance(examined, rows, label, permutationCount: permutationCount)),
        };
    }

    /// <summary>Where the one online stage of a chain is.</summary>
    /// <exception cref="InvalidOperationException">There is none, there are several, or it has no features.</exception>
    public static int FindStage(ITransformer[] stages)
    {
        int[] online = [.. Enumerable.Range(0, stages.Length).Where(i => stages[i] is OnlineTransformer)];
        return online switch
        {
            [] => throw new InvalidOperationException(
                "The model has no online transformer. For a model of ML.NET's own stages use PermutationFeatureImportance of its task's catalog."),
            [var only] when ((OnlineTransformer)stages[only]).Model.Columns.Features is null => throw new InvalidOperationException(
                "The online transformer has no feature column: there is nothing to permute."),
            [var only] => only,
            _ => throw new InvalidOperationException(
                $"The model has {online.Length} online transformers, and it is not clear whose features to permute. Divide the chain: transform the rows by "
                    + "its first stages, up to the last online transformer but one, and examine the rest of the chain with these rows."),
        };
    }

    /// <summary>The task whose metrics measure the model, as its score says.</summary>
    private static string Task(DataViewSchema schema)
    {
        string kind = schema.GetColumnOrNull(DefaultColumnNames.Score) is { } score ? ScoreKinds.Of(score) : "";
        return kind is ScoreKinds.Regression or ScoreKinds.Binary or ScoreKinds.Multiclass
            ? kind
            : throw new InvalidOperationException(
                $"The model writes no column '{DefaultColumnNames.Score}' of regression, binary or multiclass classification: importance has no metric.");
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
