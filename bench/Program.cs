using System.Globalization;
using AdaptiveML.Benchmarks.Alarms;
using AdaptiveML.Benchmarks.Comodulation;
using AdaptiveML.Benchmarks.Continual;
using AdaptiveML.Benchmarks.Engine;
using AdaptiveML.Benchmarks.Forecasting;
using AdaptiveML.Benchmarks.PlantYear;
using AdaptiveML.Benchmarks.Recurrent;
using AdaptiveML.Benchmarks.Sensing;
using AdaptiveML.Benchmarks.Sequence;
using AdaptiveML.Benchmarks.Streams;
using AdaptiveML.Benchmarks.Trials;
using AdaptiveML.Benchmarks.Ttt;
using AdaptiveML.Benchmarks.Ttt.Faults;
using AdaptiveML.Benchmarks.Turbofans;
using BenchmarkDotNet.Running;

if (args.SkipWhile(argument => argument != "--data").Skip(1).FirstOrDefault() is { } named && !Directory.Exists(named))
{
    Console.Error.WriteLine($"There is no folder '{named}'. Name the one that holds the data: --data FOLDER.");
    return 1;
}

switch (args)
{
    case ["alarms"]:
        AlarmTables.Run(20);
        break;
    case ["alarms", "--seeds", var seeds]:
        AlarmTables.Run(int.Parse(seeds, CultureInfo.InvariantCulture));
        break;
    case ["trial", "null"]:
        TrialTables.Run(2000, 1_000_000);
        break;
    case ["trial", "null", "--trials", var trials, "--first", var first]:
        TrialTables.Run(int.Parse(trials, CultureInfo.InvariantCulture), ulong.Parse(first, CultureInfo.InvariantCulture));
        break;
    case ["trial", "turbine", "--data", var folder]:
        SensorTrials.RunTurbine(folder);
        break;
    case ["trial", "car", "--data", var folder]:
        SensorTrials.RunCar(folder);
        break;
    case ["forecast", "faults", "--data", var folder]:
        ForecastFaults.Run(folder);
        break;
    case ["forecast", "m4", "--data", var folder]:
        CompetitionRace.Run(folder);
        break;
    case ["forecast", "long", "--data", var folder]:
        LongRace.Run(folder);
        break;
    case ["forecast", var set, "--data", var folder]:
        ForecastRace.Run(set, folder);
        break;
    case ["sense", "car", "--data", var folder]:
        CarRace.Run(folder);
        break;
    case ["sense", "turbine", "--data", var folder]:
        TurbineRace.Run(folder);
        break;
    case ["sense", "importance", "--data", var folder]:
        TurbineImportance.Run(folder);
        break;
    case ["sense", "car-trees", "--data", var folder]:
        BaseRaces.RunCar(folder);
        break;
    case ["sense", "turbine-trees", "--data", var folder]:
        BaseRaces.RunTurbine(folder);
        break;
    case ["comodulation", var set, "--data", var folder]:
        ComodulationRace.Run(set, folder, [1, 2, 3, 4, 5]);
        break;
    case ["comodulation", var set, "--data", var folder, "--seeds", var seeds]:
        ComodulationRace.Run(set, folder, [.. seeds.Split(',').Select(seed => ulong.Parse(seed, CultureInfo.InvariantCulture))]);
        break;
    case ["sense", "tune-car", "--data", var folder]:
        CarRace.Tune(folder);
        break;
    case ["sense", "tune-turbine", "--data", var folder]:
        TurbineRace.Tune(folder);
        break;
    case ["sequence", "car", "--data", var folder]:
        SequenceRace.RunCar(folder);
        break;
    case ["ttt", "cmapss", "--data", var folder]:
        TurbofanRace.Run(folder);
        break;
    case ["sequence", "length"]:
        StreamLength.Run();
        break;
    case ["ttt", "faults", "--data", var folder]:
        TurbineFaults.Run(folder);
        break;
    case ["ttt", "skab", "--data", var folder]:
        SkabFaults.Run(folder);
        break;
    case ["engine", "readers"]:
        ReaderRace.Run();
        break;
    case ["engine", "start", .. var part]:
        FirstRows.Run(part);
        break;
    case ["plant", .. var rest] when PlantCommand.Run(rest):
        break;
    case ["recurrent", "turbofans", "--data", var folder, .. var rest]:
        TurbofanNets.Run(folder, rest);
        break;
    case ["streams", .. var rest] when StreamsCommand.Run(rest):
        break;
    case ["recurrent", .. var experiment] when RecurrentExperiments.Run(experiment):
        break;
    case ["continual", "stream", .. var stream] when StreamRace.Run(stream):
        break;
    case ["continual", "memory"]:
        ContinualMemory.Run();
        break;
    case ["continual", "memory", var inputs, var classes]:
        ContinualMemory.Run(int.Parse(inputs, CultureInfo.InvariantCulture), int.Parse(classes, CultureInfo.InvariantCulture));
        break;
    case ["continual", "memory", var inputs, var classes, "--only", var learner]:
        ContinualMemory.Run(int.Parse(inputs, CultureInfo.InvariantCulture), int.Parse(classes, CultureInfo.InvariantCulture), learner);
        break;
    case ["continual", "wide"]:
        ContinualRace.Run("wide", "");
        break;
    case ["continual", "wide", "--only", var learner]:
        ContinualRace.Run("wide", "", learner);
        break;
    case ["continual", "optdigits" or "pendigits" or "outdoor" or "gas_drift" or "mnist10k", "--data", var folder]:
        ContinualRace.Run(args[1], folder);
        break;
    case ["continual", "optdigits" or "pendigits" or "outdoor" or "gas_drift" or "mnist10k", "--data", var folder, "--only", var name]:
        ContinualRace.Run(args[1], folder, name);
        break;
    case ["alarms" or "forecast" or "sense" or "sequence" or "recurrent" or "continual" or "comodulation" or "plant" or "streams" or "ttt", ..]:
        Console.Error.WriteLine($"""
            usage: forecast etth1|etth1-whole|exchange|faults|m4|long --data FOLDER
                   sense car|turbine|importance|car-trees|turbine-trees|tune-car|tune-turbine --data FOLDER
                   sequence car --data FOLDER
                   sequence length
                   ttt faults|skab|cmapss --data FOLDER
                   continual memory [INPUTS CLASSES [--only NAME]]
                   continual optdigits|pendigits|outdoor|gas_drift|mnist10k --data FOLDER [--only NAME]
                   continual wide [--only NAME]
                   {StreamRace.Usage}
                   comodulation optdigits|pendigits|scene|emotions|yeast|gas_drift --data FOLDER [--seeds 1,2,…]
                   {AlarmTables.Usage}
                   {TrialTables.Usage}
                   {SensorTrials.Usage}
                   {PlantCommand.Usage}
                   {StreamsCommand.Usage}
                   {RecurrentExperiments.Usage}
            """);
        return 1;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}

return 0;
