using AdaptiveML.Estimators.Tests.Golden;

namespace AdaptiveML.Estimators.Tests.Support;

/// <summary>This assembly as a program: it writes the golden models.</summary>
internal static class TaskProgram
{
    internal static void Main(string[] args) => GoldenTasks.Write(args is ["golden", var folder] ? folder : throw new ArgumentException("usage: golden FOLDER", nameof(args)));
}
