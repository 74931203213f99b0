using System.Diagnostics;
using System.Globalization;
using AdaptiveML.Benchmarks.Engine;
using AdaptiveML.Benchmarks.Sensing;
using AdaptiveML.Learners.Trials;
using AdaptiveML.Pipeline;
using AdaptiveML.Trainers;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;

namespace AdaptiveML.Benchmarks.Trials;

/// <summary>LightGBM, frozen behind its fit, as champion, and OnlineLru in its shadow: the emissions of a gas turbine and of a car.</summary>
internal static class SensorTrials
{
    public const string Usage = "trial turbine|car --data FOLDER";

    private const int Sensors = 9, BreaksAt = 1000;

    public static void RunTurbine(string folder)
    {
        foreach (var (gas, column) in new[] { ("CO", 9), ("NOX", 10) })
        {
            SensorRow[][] years = [.. Enumerable.Range(2011, 4).Select(year => Lines(folder, year)
                .Select(row => new SensorRow { Features = row[..Sensors], Label = row[column] }).ToArray())];
            Print($"{gas}, fitted to 2011 and 2012", [.. years.SelectMany(year => year)], years[0].Length + years[1].Length);
        }
    }

    public static void RunCar(string folder)
    {
        SensorRow[][] trips = [.. Enumerable.Range(1, 12).Select(trip => CarTrips.Read(folder, trip)
            .Select(row => new SensorRow { Features = row.Input, Label = row.Emission }).ToArray())];
        Print("CO₂, fitted to trips 1 to 9", [.. trips.SelectMany(trip => trip)], trips[..9].Sum(trip => trip.Length));
    }

    private static void Print(string name, SensorRow[] rows, int fitted)
    {
        var context = new MLContext(1);
        var definition = SchemaDefinition.Create(typeof(SensorRow));
        definition[nameof(SensorRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows[0].Features.Length);
        var history = context.Data.LoadFromEnumerable(rows[..fitted], definition);
        var trees = context.Regression.Trainers.LightGbm(
            new LightGbmRegressionTrainer.Options
            {
                NumberOfLeaves = 7,
                NumberOfIterations = 300,
                LearningRate = 0.05,
                NumberOfThreads = 1,
                Seed = 1,
            }).Fit(history);
        var adapting = context.Regression.Trainers.OnlineLru().Fit(history);
        var trial = context.Model.CreateTrial(history, "Label", ("LightGBM", trees), ("OnlineLru", adapting));
        var options = new OnlineEngineOptions { InputSchemaDefinition = definition };
        using var engine = context.Model.CreateOnlineEngine<SensorRow, TrialAnswer>(trial, options);
        var later = rows[fitted..];
        float[][] answers = new float[later.Length][];
        double error = 0;
        var answer = new TrialAnswer();
        long start = Stopwatch.GetTimestamp();
        for (int row = 0; row < later.Length; row++)
        {
            engine.Learn(later[row], ref answer);
            answers[row] = [answer.Trees, answer.Adapting];
            error += Math.Abs(answer.Score - later[row].Label);
        }

        double microseconds = Stopwatch.GetElapsedTime(start).TotalMicroseconds / later.Length;
        var (standings, judging) = Judge(later, answers, later.Length, TrialBaseline.LastValue);
        Console.WriteLine($"{name}, {later.Length:N0} rows in use; mean absolute error, all rows");
        foreach (var contestant in standings.Contestants)
        {
            Console.WriteLine($"    {contestant.Name,-12}{contestant.MeanLoss,8:0.0000}   answered {100.0 * contestant.Answered / standings.Labels:0} %");
        }

        double alone = Alone(context, adapting, options, later);
        Console.WriteLine(
            $"    {"the trial",-12}{error / later.Length,8:0.0000}   {microseconds:0} µs a row; of that OnlineLru {alone:0}, judging {judging:0.0}");
        PrintChanges(later, answers, TrialBaseline.LastValue);
        PrintChanges(later, answers, TrialBaseline.None);
    }

    private static void PrintChanges(SensorRow[] rows, float[][] answers, TrialBaseline baseline)
    {
        Console.WriteLine(baseline == TrialBaseline.None ? "  without the plain method" : "  with it");
        foreach (var change in Judge(rows, answers, rows.Length, baseline).Standings.Changes)
        {
            Console.WriteLine($"    behind label {change.Row:N0}: {change.To} for {change.From} ({change.Cause})");
        }

        string before = Judge(rows, answers, BreaksAt, baseline).Standings.AnsweredBy;
        int broken = before == "LightGBM" ? 0 : 1;
        float[][] wrong = [.. answers.Select((row, i) => row.Select((value, model) => i >= BreaksAt && model == broken ? 1000 * value : value).ToArray())];
        var changes = Judge(rows, wrong, rows.Length, baseline).Standings.Changes;
        foreach (var change in changes.Where(change => change.Row > BreaksAt && change.From == before).Take(1))
        {
            Console.WriteLine($"    {before} × 1000 from row {BreaksAt:N0} on: {change.To} answers behind {change.Row - BreaksAt} rows ({change.Cause})");
        }
    }

    private static (TrialStandings Standings, double Microseconds) Judge(SensorRow[] rows, float[][] answers, int count, TrialBaseline baseline)
    {
        var trial = new TrialLearner<float>(new() { Models = ["LightGBM", "OnlineLru"], Baseline = baseline });
        float[] prediction = new float[trial.OutputSize];
        long start = Stopwatch.GetTimestamp();
        for (int row = 0; row < count; row++)
        {
            trial.Learn(answers[row], [rows[row].Label], prediction);
        }

        return (trial.Standings, Stopwatch.GetElapsedTime(start).TotalMicroseconds / count);
    }

    private static double Alone(MLContext context, ITransformer model, OnlineEngineOptions options, SensorRow[] rows)
    {
        using var engine = context.Model.CreateOnlineEngine<SensorRow, EngineScore>(model, options);
        var score = new EngineScore();
        long start = Stopwatch.GetTimestamp();
        foreach (var row in rows)
        {
            engine.Learn(row, ref score);
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / rows.Length;
    }

    private static IEnumerable<float[]> Lines(string folder, int year) => File.ReadLines(Path.Combine(folder, $"gt_{year}.csv")).Skip(1)
        .Select(line => line.Split(',').Select(value => float.Parse(value, CultureInfo.InvariantCulture)).ToArray());
}
