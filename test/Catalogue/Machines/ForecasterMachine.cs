using AdaptiveML.Learners.LruForecasting;
using AdaptiveML.Online;

namespace AdaptiveML.PlantYear;

/// <summary>ForecastByLru in its defaults, with the season's length where the stream has one to give, one row or six rows ahead.</summary>
public sealed class ForecasterMachine : IMachine
{
    /// <inheritdoc/>
    public string Name => "forecaster";

    /// <inheritdoc/>
    public IReadOnlyList<StreamKind> Streams => SeriesStreams.All;

    /// <inheritdoc/>
    public Run Go(Recording rows, Cell cell)
    {
        var run = new Run(rows.Count, PlainForecasters.All.Select(method => method.Name)) { Horizon = cell.Horizon };
        var ahead = new RowsAhead(rows, cell.Horizon);
        Forecast(rows, cell, ahead, run);
        Learn(rows, cell, ahead, run);
        return run;
    }

    private static void Learn(Recording rows, Cell cell, RowsAhead ahead, Run run)
    {
        var options = new LruForecasterOptions { Horizon = cell.Horizon, Period = cell.Stream.HasPeriod ? cell.Cadence.Season : null };
        var learner = new LruForecaster<float>(1, cell.Stream.Inputs, options);
        float[] prediction = new float[learner.OutputSize];
        var score = learner.Output[PredictionNames.Score];
        var (lower, upper) = (learner.Output[PredictionNames.LowerBound], learner.Output[PredictionNames.UpperBound]);
        float At(PredictionPart part, int h) => prediction[part.Offset + h - 1];

        for (int t = 0; t < rows.Count; t++)
        {
            var context = cell.Stream.HasGroups ? new RowContext { Sequence = SequenceKey.Of(rows.Groups[t]) } : default;
            run.Results[t] = learner.Learn(context, [rows.Labels[t], .. rows.Inputs[t]], [], prediction);
            run.Machine[t] = ahead.Mean(t, (target, h) => ahead.Square(target, At(score, h)));
            run.HalfWidth[t] = ahead.Mean(t, (target, h) => (At(upper, h) - At(lower, h)) / 2 / rows.Unit[target]);
            run.IsCovered[t] = ahead.Mean(t, (target, h) => Covers((float)rows.Truth[target], At(lower, h), At(upper, h)));
        }
    }

    private static void Forecast(Recording rows, Cell cell, RowsAhead ahead, Run run)
    {
        var pasts = new Dictionary<int, KnownPast>();
        for (int t = 0; t < rows.Count; t++)
        {
            if (!pasts.TryGetValue(rows.Groups[t], out var past))
            {
                pasts[rows.Groups[t]] = past = new();
            }

            past.Add(rows.Labels[t]);
            run.Note(rows, t);
            run.IsScored[t] = ahead.Mean(t, (_, _) => 1) == 1;
            foreach (var ((_, forecast), (_, errors)) in PlainForecasters.All.Zip(run.Plain))
            {
                errors[t] = ahead.Mean(t, (target, h) => ahead.Square(target, forecast(past, cell.Cadence, h)));
            }
        }
    }

    private static double Covers(float value, float lower, float upper) => float.IsNaN(lower + upper) ? double.NaN : value >= lower && value <= upper ? 1 : 0;
}
