using System.Globalization;
using AdaptiveML.Estimators.Tests.Golden;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Estimators.Tests.Support;

/// <summary>
/// This assembly as a program that knows ML.NET and a model's file, and nothing else: it learns March row by row, prints what it then makes of the test rows,
/// and writes the model back.
/// </summary>
internal static class UpdateProgram
{
    internal static void Main(string[] args)
    {
        if (args is ["golden", var folder])
        {
            GoldenContinual.Write(folder);
            GoldenTasks.Write(folder);
            return;
        }

        var context = new MLContext();
        var updated = context.Model.Update(context.Model.Load(args[0], out var schema), Sensors.View(Sensors.March));
        foreach (float[] scores in updated.Transform(Sensors.View(Sensors.Tests)).GetColumn<float[]>("Score"))
        {
            Console.WriteLine(string.Join(' ', scores.Select(score => score.ToString("R", CultureInfo.InvariantCulture))));
        }

        context.Model.Save(updated, schema, args[0]);
    }
}
