using System.Diagnostics;
using Device;

// Arguments: names of machines, or nothing for all of them. The peak of the resident memory goes to the error stream: it is no result.
foreach (string name in args.Length > 0 ? args : Machines.All.Keys)
{
    Console.WriteLine($"{name}: {Machines.All[name]()}");
}

using var self = Process.GetCurrentProcess();
Console.Error.WriteLine(self.PeakWorkingSet64);
