using System.Globalization;
using AdaptiveML.Transforms.Tests.Golden;
using Microsoft.ML;

namespace AdaptiveML.Transforms.Tests.Support;

/// <summary>
/// This assembly as a program that knows ML.NET and a model's file, and nothing else: it follows the second half of the machines' future, prints what is
/// estimated, and writes a checkpoint.
/// </summary>
internal static class FollowProgram
{
    internal static void Main(string[] args)
    {
        if (args is ["golden", var folder])
        {
            GoldenFeatures.Write(folder);
            return;
        }

        var context = new MLContext();
        using var engine = context.Model.CreateOnlineEngine<MachineRow, MachineEstimate>(context.Model.Load(args[0], out _));
        var estimate = new MachineEstimate();
        foreach (var row in Machines.Future[(Machines.Future.Length / 2)..])
        {
            engine.Learn(row, ref estimate);
            Console.WriteLine(estimate.Score.ToString(CultureInfo.InvariantCulture));
        }

        engine.CheckPoint(args[0]);
    }
}
