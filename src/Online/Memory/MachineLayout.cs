namespace AdaptiveML.Online;

/// <summary>The layouts of a gradient learner: each of its parts adds its fields before the memory is made.</summary>
internal sealed class MachineLayout<T>
    where T : unmanaged
{
    /// <summary>What is learnt.</summary>
    public ParameterLayout<T> Parameters { get; } = new();

    /// <summary>What else moves and all sequences share.</summary>
    public Layout State { get; } = new();

    /// <summary>What each sequence has of its own.</summary>
    public Layout Sequence { get; } = new();
}
