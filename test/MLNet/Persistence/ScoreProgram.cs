using System.Globalization;
using AdaptiveML.MLNet.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.Persistence;

/// <summary>This assembly as a program: loads a model and prints a column of what it makes of the first readings.</summary>
internal static class ScoreProgram
{
    internal static int Main(string[] args)
    {
        if (args is not [var path, var column])
            return 2;

        var context = new MLContext();
        var model = context.Model.Load(path, out _);
        foreach (var value in model.Transform(context.Data.LoadFromEnumerable(Readings.Take(10))).GetColumn<float>(column))
            Console.WriteLine(value.ToString(CultureInfo.InvariantCulture));
        return 0;
    }
}
