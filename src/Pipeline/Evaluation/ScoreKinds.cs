using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>What a model predicts, as its score says.</summary>
internal static class ScoreKinds
{
    public const string Regression = "Regression";
    public const string Binary = "BinaryClassification";
    public const string Multiclass = "MulticlassClassification";
    public const string Forecast = "Forecast";

    private const string Annotation = "ScoreColumnKind";

    /// <summary>The kind of a column of scores as ML.NET annotates it; empty where it does not.</summary>
    public static string Of(DataViewSchema.Column column)
    {
        ReadOnlyMemory<char> kind = default;
        if (column.Annotations.Schema.GetColumnOrNull(Annotation) is not null)
        {
            column.Annotations.GetValue(Annotation, ref kind);
        }

        return kind.ToString();
    }

    /// <summary>What a model predicts. A vector of Single that is not annotated is taken for forecasts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It writes no such column, or one that nothing can be judged by.</exception>
    public static string Of(EvaluatedModel model)
    {
        if (ModelForecast.ColumnOf(model) is { } forecast && forecast == ModelForecast.StageOf(model)?.Present.Columns.Output)
        {
            return Forecast;
        }

        string name = model.Entry.ScoreColumnName ?? DefaultColumnNames.Score;
        var column = model.Output.Schema.GetColumnOrNull(name)
            ?? throw new ArgumentOutOfRangeException(nameof(model), $"'{model.Name}' writes no column '{name}'. Name another by ScoreColumnName.");
        string kind = Of(column);
        return kind switch
        {
            Regression or Binary or Multiclass => kind,
            "" when column.Type == NumberDataViewType.Single => Regression,
            "" when ColumnRole.Series.Fits(column) => Forecast,
            _ => throw new ArgumentOutOfRangeException(
                nameof(model), $"Column '{name}' of '{model.Name}' holds no predictions that can be judged: regression, classification or forecasts."),
        };
    }
}
