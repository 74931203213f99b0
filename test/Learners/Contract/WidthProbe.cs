using System.Diagnostics;
using System.Security.Cryptography;
using AdaptiveML.Learners.Continual;
using AdaptiveML.Learners.Lru;
using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>
/// This assembly as a process of its own: runs every contract learner over one stream and every continual one over two tasks, fits one backwards through time,
/// runs the test-time training layers, and prints what became of their memories.
/// </summary>
internal static class WidthProbe
{
    private const int Steps = 5_000;

    /// <param name="args">"golden" and the folder that golden files are to be written to, or nothing.</param>
    public static void Main(string[] args)
    {
        if (args is ["golden", var folder])
        {
            GoldenPayload.Write(folder);
            return;
        }

        var rows = Streams.Drifting<float>(Steps, ContractLearners.Inputs);
        foreach (var (name, make) in ContractLearners.All)
        {
            var learner = make();
            learner.Learn(rows, 0, Steps);
            Console.WriteLine($"{name}: {learner.HashText()}");
        }

        foreach (var (name, make) in Continual.ContinualMachines.All)
        {
            var learner = make(TaskCheckpoints.Scoring).Update(ClassClouds.Task<double>(Continual.ContinualMachines.Inputs, 40, 1, 0, 1))
                .Update(ClassClouds.Task<double>(Continual.ContinualMachines.Inputs, 40, 2, 2, 0));
            Console.WriteLine($"{name}, two tasks: {learner.HashText()}");
        }

        var fitted = new LruLearner<float>(ContractLearners.Inputs, 1, new() { StateSize = 20, Readout = ReadoutKind.Gated });
        SequenceTrainer.Fit(fitted, rows, new() { Method = TrainingMethod.BackpropagationThroughTime, MaximumPasses = 2 });
        Console.WriteLine($"LRU, fitted backwards through time: {fitted.HashText()}");
        var net = new RecurrentLearner<float>(ContractLearners.Inputs, 1, new() { HiddenUnits = 20, Cell = RecurrentCell.Lstm });
        net.Fit(rows, new() { MaximumPasses = 2 });
        Console.WriteLine($"recurrent net, fitted through windows: {net.HashText()}");
        foreach (var kind in Enum.GetValues<TttInnerModel>())
        {
            var stream = new LayerStream<float>(ContractLearners.Inputs + 1, new() { InnerModel = kind, HasOutputGate = true, Forgetting = 0.01 });
            var sequence = stream.Begin();
            stream.Run(sequence, stream.Tokens(Steps / 10));
            Console.WriteLine($"TTT, {kind}: {Convert.ToHexString(SHA256.HashData(sequence.Bytes))}");
        }
    }

    /// <summary>Runs it with some of the processor's vectors switched off.</summary>
    /// <param name="switches">Names of the runtime's switches, set to 0.</param>
    public static string[] Run(params string[] switches)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(WidthProbe).Assembly.Location]) { RedirectStandardOutput = true };
        foreach (string name in switches)
        {
            start.Environment[name] = "0";
        }

        using var process = Process.Start(start)!;
        string printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, printed);
        return printed.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
