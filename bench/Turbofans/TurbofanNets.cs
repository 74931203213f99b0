using System.Globalization;
using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using AdaptiveML.Trainers;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Benchmarks.Turbofans;

/// <summary>
/// Recurrent nets on the turbofans, no label in use: folds of engines held back, or, with test=1, the unseen engines; name=number sets an option.
/// </summary>
internal static class TurbofanNets
{
    public static void Run(string folder, string[] rest)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var history = TurbofanCycle.ReadHistory(folder);
        var unseen = TurbofanCycle.ReadUnseen(folder);
        double Get(string name, double value) => rest.FirstOrDefault(word => word.StartsWith(name + "=", StringComparison.Ordinal)) is { } found
            ? double.Parse(found[(name.Length + 1)..], CultureInfo.InvariantCulture) : value;
        var context = new MLContext(1);
        int folds = (int)Get("folds", 1);
        bool test = Get("test", 0) > 0;
        string[] engines = [.. history.Select(cycle => cycle.Engine).Distinct()];
        for (int fold = 0; fold < (test ? Get("seeds", 1) : folds); fold++)
        {
            HashSet<string> held = [.. engines.Where((_, i) => i % 5 == fold)];
            var fit = test ? history : [.. history.Where(cycle => !held.Contains(cycle.Engine))];
            var asked = test ? unseen : [.. history.Where(cycle => held.Contains(cycle.Engine))];
            var options = new BpLambdaOptions
            {
                LabelColumnName = "Life",
                FeatureColumnName = "Sensors",
                GroupColumnName = "Engine",
                Seed = (ulong)fold + 1,
                Cell = Get("lstm", 0) > 0 ? RecurrentCell.Lstm : RecurrentCell.Tanh,
                HiddenUnits = (int)Get("units", 32),
                Method = Get("auto", 0) > 0 ? RecurrentMethod.Auto : RecurrentMethod.Truncated,
                Optimizer = Get("decay", 0) > 0 ? OptimizerKind.AdamW : OptimizerKind.Adam,
                LeastSquaresReadout = Get("ls", 1) > 0,
                Windows = Get("online", 0) > 0 ? null : new BpLambdaOptions().Windows! with
                {
                    WindowRows = (int)Get("rows", 128),
                    WindowsPerStep = (int)Get("per", 1),
                    LearningRate = Get("rate", 0.005),
                    MaximumPasses = (int)Get("passes", 60),
                    Patience = (int)Get("patience", 15),
                    Seed = (ulong)fold + 1,
                },
                Training = Get("windows", 0) > 0 ? null : new(),
                Progress = Get("tell", 0) > 0 ? new Teller() : null,
            };
            var before = Environment.CpuUsage.TotalTime;
            var rows = context.Data.LoadFromEnumerable(fit);
            OnlineTransformer model = Get("unit", 0) > 0
                ? context.Regression.Trainers.OnlineLru(Unit(options)).Fit(rows)
                : context.Regression.Trainers.BpLambda(options).Fit(rows);
            double seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
            float[] scores = [.. model.Transform(context.Data.LoadFromEnumerable(asked.Select(cycle =>
                new TurbofanCycle { Engine = cycle.Engine, Sensors = cycle.Sensors, Means = cycle.Means, Life = float.NaN }))).GetColumn<float>("Score")];
            double error = test
                ? asked.Zip(scores).Where(pair => pair.First.IsLast).Average(pair => Math.Pow(pair.Second - pair.First.Life, 2))
                : asked.Zip(scores).Where(pair => pair.First.Left is >= 7 and <= 145)
                    .GroupBy(pair => pair.First.Engine).Average(life => life.Average(pair => Math.Pow(pair.Second - pair.First.Life, 2)));
            Console.WriteLine(
                $"{fold} {Math.Sqrt(error):F2} in {seconds:F1} s of a processor, {model.Model.TrainingHistory.Count} passes, "
                + $"best {model.Model.TrainingHistory.Last(p => p.IsBest).Pass}");
        }
    }

    /// <summary>The linear recurrent unit alone, fitted likewise.</summary>
    private static OnlineLruOptions Unit(BpLambdaOptions options) => new()
    {
        LabelColumnName = options.LabelColumnName,
        FeatureColumnName = options.FeatureColumnName,
        GroupColumnName = options.GroupColumnName,
        ModelKind = LruModelKind.Unit,
        Unit = new() { Seed = options.Seed, StateSize = options.HiddenUnits },
        Windows = options.Windows,
        Progress = options.Progress,
    };

    private sealed class Teller : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => Console.WriteLine($"   {value.Pass} {value.TrainingLoss:F4} {value.ValidationLoss:F4} {value.IsBest}");
    }
}
