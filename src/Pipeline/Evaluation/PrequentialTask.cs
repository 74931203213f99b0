using AdaptiveML.Streams;
using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>What is predicted, and how it is judged: reads labels and predictions, and predicts by the plain methods.</summary>
internal abstract class PrequentialTask
{
    /// <summary>Reads what there is to know of the present row, its label included.</summary>
    public abstract void ReadLabel();

    /// <summary>Reads what a model predicts of the present row.</summary>
    /// <param name="model">Which one.</param>
    public abstract void ReadPrediction(int model);

    /// <summary>Judges all predictions of the present row, and ends it.</summary>
    /// <param name="row">Its number.</param>
    public abstract void Judge(long row);

    /// <summary>The plain methods are told a row's label.</summary>
    /// <param name="row">Its number.</param>
    public abstract void Tell(long row);

    /// <summary>What all rows come to.</summary>
    public abstract PrequentialResult ToResult(IReadOnlyList<(Latencies Latencies, double BytesPerRow)> costs, IReadOnlyList<string> messages);

    /// <summary>The label column: of the rows, or else of what the first model makes of them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another type.</exception>
    protected static (DataViewRow Row, DataViewSchema.Column Column) FindLabel(DataViewRow row, EvaluatedModel first, string name, ColumnRole role)
    {
        var home = row.Schema.GetColumnOrNull(name) is null ? first.Output : row;
        return (home, ColumnChecks.Find(home.Schema, role, name));
    }

    /// <summary>The column of a model's predictions.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another type.</exception>
    protected static DataViewSchema.Column FindScore(EvaluatedModel model, ColumnRole role, string? name = null) =>
        ColumnChecks.Find(model.Output.Schema, role with { Name = $"'{model.Name}' score" }, name ?? model.Entry.ScoreColumnName ?? DefaultColumnNames.Score);
}
