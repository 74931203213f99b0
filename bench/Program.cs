using AdaptiveML.Benchmarks.Continual;
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
    case ["continual", "optdigits" or "pendigits" or "outdoor" or "gas_drift", "--data", var folder]:
        ContinualRace.Run(args[1], folder);
        break;
    case ["continual", "optdigits" or "pendigits" or "outdoor" or "gas_drift", "--data", var folder, "--only", var name]:
        ContinualRace.Run(args[1], folder, name);
        break;
    case ["forecast" or "sense" or "continual", ..]:
        Console.Error.WriteLine("usage: forecast etth1|etth1-whole|exchange --data FOLDER, sense car|turbine --data FOLDER, or continual optdigits|pendigits|outdoor|gas_drift --data FOLDER [--only NAME]");
        return 1;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}

return 0;
