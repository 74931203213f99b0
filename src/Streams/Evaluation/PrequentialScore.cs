namespace AdaptiveML.Streams;

/// <summary>How good one model, or plain method, was in a stream.</summary>
public sealed class PrequentialScore
{
    internal PrequentialScore(string name, bool isBaseline, IReadOnlyList<PrequentialPoint> curve, Latencies? latencies, double bytesPerRow)
    {
        (Name, IsBaseline, Curve, BytesPerRow) = (name, isBaseline, curve, bytesPerRow);
        (MedianMicroseconds, P99Microseconds) = (latencies?.Quantile(0.5) ?? double.NaN, latencies?.Quantile(0.99) ?? double.NaN);
    }

    /// <summary>The name that it was given.</summary>
    public string Name { get; }

    /// <summary>Whether it is one of the plain methods that stand in every table.</summary>
    public bool IsBaseline { get; }

    /// <summary>The figures over all rows.</summary>
    public PrequentialFigures Overall => Curve[^1].Overall;

    /// <summary>The figures of a stream of numbers over all rows.</summary>
    /// <exception cref="InvalidOperationException">The model predicts no numbers.</exception>
    public RegressionFigures Regression => Overall as RegressionFigures ?? throw Other("numbers");

    /// <summary>The figures of a stream of classes over all rows.</summary>
    /// <exception cref="InvalidOperationException">The model predicts no classes.</exception>
    public ClassificationFigures Classification => Overall as ClassificationFigures ?? throw Other("classes");

    /// <summary>The figures of forecasts over all rows.</summary>
    /// <exception cref="InvalidOperationException">The model makes no forecasts.</exception>
    public ForecastFigures Forecast => Overall as ForecastFigures ?? throw Other("forecasts");

    /// <summary>The figures at the end of each window, in order; the last at the end of the stream, over what there was of its window.</summary>
    public IReadOnlyList<PrequentialPoint> Curve { get; }

    /// <summary>
    /// Median time of a row, prediction and learning, in microseconds, to a sixteenth; NaN of a plain method. Also what came late to be learnt is in it, and
    /// the stages in front of the learner and behind it.
    /// </summary>
    public double MedianMicroseconds { get; }

    /// <summary>The time within which 99 of 100 rows were done, likewise. The first thousand rows of a process are slower: .NET compiles them.</summary>
    public double P99Microseconds { get; }

    /// <summary>Bytes allocated a row, on the thread that evaluates; NaN of a plain method.</summary>
    public double BytesPerRow { get; }

    private InvalidOperationException Other(string what) => new($"'{Name}' predicts no {what}: its figures are {Overall.GetType().Name}.");
}
