using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using AdaptiveML.Streams;

namespace AdaptiveML.Pipeline;

/// <summary>
/// What the features of a model are worth on a stream: how its figures change when blocks of one feature are permuted. Made by
/// <c>mlContext.Model.BlockImportance</c>.
/// </summary>
public sealed class BlockImportance
{
    internal BlockImportance(PrequentialFigures before, IReadOnlyDictionary<string, PrequentialFigures[]> after, int blockLength)
    {
        (Figures, BlockLength) = (before, blockLength);
        Errors = after.ToImmutableDictionary(pair => pair.Key, pair => MetricChange.Of(before, pair.Value, static figures => figures.MeanError));
        Features = [.. after.Keys.OrderByDescending(feature => double.IsNaN(Errors[feature].Mean) ? double.NegativeInfinity : Errors[feature].Mean)];
        switch (before)
        {
            case RegressionFigures numbers:
                Regression = By(numbers, after, RegressionChanges.Of);
                break;
            case ClassificationFigures classes:
                Classification = By(classes, after, ClassificationChanges.Of);
                break;
            case ForecastFigures forecasts:
                Forecast = By(forecasts, after, ForecastChanges.Of);
                break;
        }
    }

    /// <summary>The features, the most important first: by the mean change of <see cref="Errors"/>.</summary>
    public IReadOnlyList<string> Features { get; }

    /// <summary>The figures of the rows as they are.</summary>
    public PrequentialFigures Figures { get; }

    /// <summary>Rows of a block.</summary>
    public int BlockLength { get; }

    /// <summary>The changes of <see cref="PrequentialFigures.MeanError"/>, by feature: of any model, above 0 for a feature that matters.</summary>
    public ImmutableDictionary<string, MetricChange> Errors { get; }

    /// <summary>The changes of a regression model's figures, by feature.</summary>
    /// <exception cref="InvalidOperationException">The model predicts no numbers.</exception>
    public ImmutableDictionary<string, RegressionChanges> Regression
    {
        get => field ?? throw NotOf("numbers");
        private init;
    }

    /// <summary>The changes of a classifier's figures, by feature.</summary>
    /// <exception cref="InvalidOperationException">The model predicts no classes.</exception>
    public ImmutableDictionary<string, ClassificationChanges> Classification
    {
        get => field ?? throw NotOf("classes");
        private init;
    }

    /// <summary>The changes of a forecaster's figures, by feature.</summary>
    /// <exception cref="InvalidOperationException">The model makes no forecasts.</exception>
    public ImmutableDictionary<string, ForecastChanges> Forecast
    {
        get => field ?? throw NotOf("forecasts");
        private init;
    }

    /// <summary>The features with the change of the error, the most important first.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        int width = Features.Max(feature => feature.Length);
        text.Append(CultureInfo.InvariantCulture, $"error {Figures.MeanError:0.00000}, changes when blocks of {BlockLength} rows are permuted:\n");
        foreach (string feature in Features)
        {
            var change = Errors[feature];
            text.Append(CultureInfo.InvariantCulture, $"{feature.PadRight(width)}  {change.Mean:+0.00000;-0.00000}  ± {change.StandardError:0.00000}\n");
        }

        return text.ToString();
    }

    private static ImmutableDictionary<string, TChanges> By<TFigures, TChanges>(
        TFigures before, IReadOnlyDictionary<string, PrequentialFigures[]> after, Func<TFigures, IReadOnlyList<TFigures>, TChanges> change)
        where TFigures : PrequentialFigures =>
        after.ToImmutableDictionary(pair => pair.Key, pair => change(before, [.. pair.Value.Cast<TFigures>()]));

    private InvalidOperationException NotOf(string what) => new($"The model predicts no {what}: its figures are {Figures.GetType().Name}.");
}
