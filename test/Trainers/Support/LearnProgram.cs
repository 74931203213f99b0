using System.Globalization;
using AdaptiveML.Trainers.Tests.Golden;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Support;

/// <summary>
/// This assembly as a program that knows ML.NET and a model's file, and nothing else: it learns the second half of the plant's future, prints the predictions
/// made before each update, and writes a checkpoint.
/// </summary>
internal static class LearnProgram
{
    internal static void Main(string[] args)
    {
        if (args is ["golden", var folder])
        {
            GoldenModels.Write(folder);
            return;
        }

        var context = new MLContext();
        using var engine = context.Model.CreateOnlineEngine<Reading, Estimate>(context.Model.Load(args[0], out _));
        var estimate = new Estimate();
        foreach (var row in Recording.Future[(Recording.Future.Length / 2)..])
        {
            engine.Learn(row, ref estimate);
            Console.WriteLine(estimate.Score.ToString(CultureInfo.InvariantCulture));
        }

        engine.CheckPoint(args[0]);
    }
}
