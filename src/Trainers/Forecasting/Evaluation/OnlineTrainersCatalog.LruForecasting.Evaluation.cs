using AdaptiveML.Pipeline;
using AdaptiveML.Trainers;
using Microsoft.ML.Data;

namespace Microsoft.ML;

public static partial class OnlineTrainersCatalog
{
    /// <summary>
    /// Judges forecasts by the rows behind their own: errors a step ahead, coverage and Winkler score of the intervals, and the skill beside the last value and
    /// the value a season ago.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="data">The scored rows, in time order: what <c>Transform</c> of a fitted <c>ForecastByLru</c> gives.</param>
    /// <param name="labelColumnName">The series: Single, or a vector of Single of known size for several. NaN is not known, and judges nothing.</param>
    /// <param name="forecastColumnName">The forecasts: a vector of Single of known size, for each step ahead the value of each series.</param>
    /// <param name="lowerBoundColumnName">The lower bounds of the intervals, a vector like the forecasts; or null, and coverage and Winkler score are
    /// NaN.</param>
    /// <param name="upperBoundColumnName">The upper bounds; null where the lower ones are.</param>
    /// <param name="groupColumnName">The column that tells sequences apart: text, an integer or a key; or null where all rows are one.</param>
    /// <param name="confidenceLevel">Share of the values that the intervals were to cover, above 0 and below 1: the one that the forecaster was made
    /// with.</param>
    /// <param name="period">Rows of the season to be held beside the forecasts, at least 2; or null, and the skill beside it is NaN.</param>
    /// <returns>The metrics; what no known value was there for is NaN.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type, or a value is out of its range.</exception>
    /// <exception cref="ArgumentException">One bound is given without the other, or a column's size is no multiple of the number of series, or not that of the
    /// forecasts.</exception>
    /// <exception cref="InvalidOperationException">There are no rows.</exception>
    /// <example>
    /// <code><![CDATA[
    /// var scored = model.Transform(later);
    /// var metrics = mlContext.Forecasting.Evaluate(scored, "Load", "Forecast", "Low", "High", period: 24);
    /// Console.WriteLine($"one hour ahead {metrics.Steps[0].MeanAbsoluteError:F2}, covered {metrics.Overall.Coverage:P0}");
    /// Console.WriteLine($"skill over the last value {metrics.Overall.SkillOverLastValue:F2}, over a day ago {metrics.Overall.SkillOverSeason:F2}");
    /// ]]></code>
    /// </example>
    public static ForecastingMetrics Evaluate(
        this ForecastingCatalog catalog,
        IDataView data,
        string labelColumnName,
        string forecastColumnName,
        string? lowerBoundColumnName = null,
        string? upperBoundColumnName = null,
        string? groupColumnName = null,
        double confidenceLevel = 0.95,
        int? period = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        ArgumentException.ThrowIfNullOrEmpty(forecastColumnName);
        ArgumentOutOfRangeException.ThrowIfLessThan(period ?? 2, 2, nameof(period));
        if (!(confidenceLevel is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidenceLevel), confidenceLevel, "The level must be above 0 and below 1.");
        }

        if (lowerBoundColumnName is null != upperBoundColumnName is null)
        {
            throw new ArgumentException("An interval has two bounds: name both columns, or none.", nameof(upperBoundColumnName));
        }

        var columns = OnlineColumns.For(data.Schema, forecastColumnName, labelColumnName, forecastColumnName, groupColumnName, labelIsInput: true);
        var rows = TrainingData.Read(data, columns);
        int series = columns.LabelSize ?? 1, outputs = rows.InputSize - series;
        if (outputs % series != 0)
        {
            throw new ArgumentException($"Column '{forecastColumnName}' has {outputs} slots, no multiple of the {series} series of '{labelColumnName}'.",
                nameof(forecastColumnName));
        }

        var evaluator = new ForecastEvaluator(series, outputs / series, confidenceLevel, period ?? 0);
        var bounds = lowerBoundColumnName is null ? [] : Bounds(data, lowerBoundColumnName, upperBoundColumnName!, outputs);
        foreach (var sequence in Enumerable.Range(0, rows.Count).GroupBy(row => rows.Context(row).Sequence))
        {
            evaluator.Add([.. sequence.Select(row => rows.Input(row).ToArray())], bounds.Length == 0 ? [] : [.. sequence.Select(row => bounds[row])]);
        }

        return evaluator.Metrics;
    }

    private static (float[] Lower, float[] Upper)[] Bounds(IDataView data, string lower, string upper, int outputs)
    {
        foreach (string name in (string[])[lower, upper])
        {
            if (data.Schema.GetColumnOrNull(name) is not { } column)
            {
                throw new ArgumentOutOfRangeException(nameof(data), $"Could not find bound column '{name}'.");
            }

            if (column.Type is not VectorDataViewType { ItemType: NumberDataViewType item } vector || item != NumberDataViewType.Single
                || vector.Size != outputs)
            {
                throw new ArgumentException($"Bound column '{name}' must be a vector of {outputs} Single, like the forecasts; it is {column.Type}.",
                    nameof(data));
            }
        }

        return [.. data.GetColumn<float[]>(lower).Zip(data.GetColumn<float[]>(upper))];
    }
}
