using AdaptiveML.Benchmarks.Forecasting;
using AdaptiveML.Benchmarks.Recurrent;
using AdaptiveML.Benchmarks.Sensing;
using BenchmarkDotNet.Running;

switch (args)
{
    case ["forecast", var set, "--data", var folder]:
        ForecastRace.Run(set, folder);
        break;
    case ["sense", "car", "--data", var folder]:
        CarRace.Run(folder);
        break;
    case ["sense", "turbine", "--data", var folder]:
        TurbineRace.Run(folder);
        break;
    case ["recurrent", .. var experiment] when RecurrentExperiments.Run(experiment):
        break;
    case ["forecast" or "sense" or "recurrent", ..]:
        Console.Error.WriteLine($"usage: forecast etth1|etth1-whole|exchange --data FOLDER, or sense car|turbine --data FOLDER, or {RecurrentExperiments.Usage}");
        return 1;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}

return 0;
