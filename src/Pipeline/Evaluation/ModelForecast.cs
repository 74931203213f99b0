using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>What a model forecasts at a row, with the bounds of its intervals where it has them.</summary>
internal sealed class ModelForecast
{
    private readonly NumbersReader _values;
    private readonly NumbersReader? _lower;
    private readonly NumbersReader? _upper;

    /// <exception cref="ArgumentException">The forecasts are no multiple of the series, or the bounds are not as many.</exception>
    public ModelForecast(EvaluatedModel model, DataViewSchema.Column column, int series)
    {
        _values = new(model.Output, column);
        (Horizon, int rest) = Math.DivRem(_values.Values.Length, series);
        if (rest != 0)
        {
            throw new ArgumentException($"Column '{column.Name}' of '{model.Name}' has {_values.Values.Length} slots, no multiple of the {series} series.");
        }

        _lower = Bound(model, model.Entry.LowerBoundColumnName ?? OutputOf(model, PredictionNames.LowerBound));
        _upper = Bound(model, model.Entry.UpperBoundColumnName ?? OutputOf(model, PredictionNames.UpperBound));
        if (_lower is null != _upper is null)
        {
            throw new ArgumentException($"An interval has two bounds: name both columns of '{model.Name}', or none.");
        }
    }

    /// <summary>Steps of a forecast.</summary>
    public int Horizon { get; }

    /// <summary>For each step the value of each series.</summary>
    public ReadOnlySpan<float> Values => _values.Values;

    /// <summary>The lower bounds, or none.</summary>
    public ReadOnlySpan<float> Lower => _lower is null ? [] : _lower.Values;

    /// <summary>The upper bounds, or none.</summary>
    public ReadOnlySpan<float> Upper => _upper is null ? [] : _upper.Values;

    /// <summary>The forecaster of a model, or null.</summary>
    public static StageBinding? StageOf(EvaluatedModel model) => model.Stages.LastOrDefault(stage => stage.Present.Columns.LabelIsInput);

    /// <summary>The column of forecasts that a model's forecaster writes, or null.</summary>
    public static string? ColumnOf(EvaluatedModel model) => model.Entry.ScoreColumnName ?? StageOf(model)?.Present.Columns.Output;

    /// <summary>Reads what is forecast at the present row.</summary>
    public void Read()
    {
        _values.Read();
        _lower?.Read();
        _upper?.Read();
    }

    /// <summary>The column in which a model's forecaster writes a part of its predictions, or null.</summary>
    private static string? OutputOf(EvaluatedModel model, string part) => StageOf(model)?.Present is { } fitted
        && fitted.Read(learner => learner.Output.Find(part)) is { } found
            ? fitted.Outputs.FirstOrDefault(output => output.Kind == OutputKind.Number && output.Offset == found.Offset)?.Name
            : null;

    private NumbersReader? Bound(EvaluatedModel model, string? name)
    {
        if (name is null)
        {
            return null;
        }

        var reader = new NumbersReader(model.Output, ColumnChecks.Find(model.Output.Schema, ColumnRole.Series, name));
        return reader.Values.Length == _values.Values.Length
            ? reader
            : throw new ArgumentException($"Column '{name}' of '{model.Name}' has {reader.Values.Length} slots, the forecasts {_values.Values.Length}.");
    }
}
