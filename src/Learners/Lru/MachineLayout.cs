using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>The layouts of a machine: each of its parts adds its fields before the memory is made.</summary>
internal sealed class MachineLayout<T>
    where T : unmanaged
{
    public ParameterLayout<T> Parameters { get; } = new();

    public Layout State { get; } = new();
}
