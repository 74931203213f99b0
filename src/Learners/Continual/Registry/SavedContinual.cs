namespace AdaptiveML.Learners.Continual;

/// <summary>What a payload says of a continual learner besides its memory.</summary>
internal sealed record SavedContinual<TOptions>
{
    public required TOptions Options { get; init; }

    public required int ClassCount { get; init; }

    public required LearntTask[] Tasks { get; init; }

    public ContinualShape Shape(int inputSize) => new(inputSize, ClassCount, Array.AsReadOnly(Tasks));
}
