namespace AdaptiveML.Tool;

/// <summary>What the command returns to the shell.</summary>
internal static class ExitCode
{
    /// <summary>All is well.</summary>
    public const int Well = 0;

    /// <summary>What was verified is not as it was.</summary>
    public const int Found = 1;

    /// <summary>The command could not be carried out: the message is on the error stream.</summary>
    public const int Failed = 2;
}
