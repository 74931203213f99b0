using AdaptiveML.Benchmarks.Comodulation;
using AdaptiveML.Benchmarks.Forecasting;
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
    case ["comodulation", var set, "--data", var folder]:
        ComodulationRace.Run(set, folder, new());
        break;
    case ["forecast" or "sense" or "comodulation", ..]:
        Console.Error.WriteLine("usage: forecast etth1|etth1-whole|exchange --data FOLDER, sense car|turbine --data FOLDER, or comodulation optdigits|scene --data FOLDER");
        return 1;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}

return 0;
