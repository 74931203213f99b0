using System.Globalization;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using Microsoft.ML;
using Microsoft.ML.Transforms;

namespace Consumer;

/// <summary>One pipeline: categories, missing values and text; trees; and a trainer that goes on learning, which sees the trees' estimate.</summary>
internal static class EmissionModel
{
    private static readonly MLContext Context = new(1);

    public static void Fit(string path)
    {
        var history = Context.Data.LoadFromEnumerable(Plant.History);
        var model = Pipeline().Fit(history);
        var metrics = Context.Regression.Evaluate(model.Transform(Context.Data.LoadFromEnumerable(Plant.Test)), nameof(Reading.Emission));
        Print("R squared", metrics.RSquared);
        Context.Model.Save(model, history.Schema, path);
    }

    /// <summary>Learns, leaves a checkpoint, and goes on.</summary>
    public static void Learn(string path)
    {
        using var engine = Load(path);
        var (online, trees, last) = (new List<float>(), new List<float>(), new List<float>());
        float known = Plant.Test[^1].Emission;
        Follow(Plant.BeforeCheckpoint);
        engine.CheckPoint(path);
        foreach (string line in Follow(Plant.AfterCheckpoint))
        {
            Console.WriteLine(line);
        }

        Print("error, online", online.Average());
        Print("error, trees alone", trees.Average());
        Print("error, last value", last.Average());

        List<string> Follow(IEnumerable<Reading> rows)
        {
            var lines = new List<string>();
            foreach (var row in rows)
            {
                var estimate = LearnRow(engine, row);
                online.Add(Math.Abs(estimate.Score - row.Emission));
                trees.Add(Math.Abs(estimate.TreeScore - row.Emission));
                last.Add(Math.Abs(known - row.Emission));
                known = row.Emission;
                lines.Add(Bits(estimate));
            }

            return lines;
        }
    }

    /// <summary>Goes on from the checkpoint.</summary>
    public static void Resume(string path)
    {
        using var engine = Load(path);
        foreach (var row in Plant.AfterCheckpoint)
        {
            Console.WriteLine(Bits(LearnRow(engine, row)));
        }
    }

    private static IEstimator<ITransformer> Pipeline() =>
        Context.Transforms.Categorical.OneHotEncoding("MachineCode", nameof(Reading.Machine))
            .Append(Context.Transforms.Text.FeaturizeText("NoteText", nameof(Reading.Note)))
            .Append(Context.Transforms.Concatenate("Sensors", nameof(Reading.Load), nameof(Reading.Temperature), nameof(Reading.Pressure)))
            .Append(Context.Transforms.ReplaceMissingValues("Sensors", replacementMode: MissingValueReplacingEstimator.ReplacementMode.Mean))
            .Append(Context.Transforms.Concatenate("TreeFeatures", "Sensors", "MachineCode", "NoteText"))
            .Append(Context.Regression.Trainers.LightGbm(nameof(Reading.Emission), "TreeFeatures", numberOfIterations: 50))
            .Append(Context.Transforms.CopyColumns(nameof(Estimate.TreeScore), "Score"))
            .Append(Context.Transforms.Concatenate("Features", "Sensors", "MachineCode", nameof(Estimate.TreeScore)))
            .Append(Context.Regression.Trainers.OnlineLru(nameof(Reading.Emission), "Features"));

    private static OnlineEngine<Reading, Estimate> Load(string path) =>
        Context.Model.CreateOnlineEngine<Reading, Estimate>(Context.Model.Load(path, out _));

    private static Estimate LearnRow(OnlineEngine<Reading, Estimate> engine, Reading row)
    {
        var estimate = new Estimate();
        var result = engine.Learn(row, ref estimate);
        return result.Verdict == UpdateVerdict.Applied ? estimate : throw new InvalidOperationException($"A row was not learnt: {result.Reason}.");
    }

    private static string Bits(Estimate estimate) => $"{BitConverter.SingleToInt32Bits(estimate.Score):X8}";

    private static void Print(string name, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {value:F4}"));
}
