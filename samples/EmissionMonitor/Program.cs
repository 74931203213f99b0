using EmissionMonitor;
using Microsoft.ML;

switch (args)
{
    case [Continuation.Argument, var path]:
        Continuation.Run(path);
        break;
    case ["--tune"]:
        Tuning.Print(new Plant(new MLContext()));
        TreeTuning.Print(new Plant(new MLContext()));
        break;
    case []:
        Demonstration.Run(new Plant(new MLContext()));
        break;
    default:
        Console.Error.WriteLine($"usage: EmissionMonitor [--tune | {Continuation.Argument} MODEL.zip]");
        return 2;
}

return 0;
