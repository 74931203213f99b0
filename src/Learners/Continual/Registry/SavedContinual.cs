namespace AdaptiveML.Learners.Continual;

/// <summary>What a payload says of a continual learner besides its memory.</summary>
internal sealed record SavedContinual<TOptions>
{
    public required TOptions Options { get; init; }

    public required int ClassCount { get; init; }

    public required LearntTask[] Tasks { get; init; }

    /// <exception cref="InvalidDataException">There are no options, or one of the tasks is nothing.</exception>
    public ContinualShape Shape(int inputSize) => Options is null || Array.Exists(Tasks, static task => task is null)
        ? throw new InvalidDataException("The saved learner has no options, or an empty task.")
        : new(inputSize, ClassCount, Array.AsReadOnly(Tasks));
}
