using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>What a featurizer runs its tokens through.</summary>
internal interface IFeatureNetwork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Elements of the features.</summary>
    int FeatureCount { get; }

    /// <summary>The inner loss of the last token that <see cref="Forward"/> saw, before its update; NaN where it had none.</summary>
    double LastLoss { get; }

    /// <summary>Sets the initial values.</summary>
    void Initialize(LearnerMemory memory, ulong seed);

    /// <summary>Makes the views orthogonal maps that need no fit.</summary>
    void FixViews(LearnerMemory memory);

    /// <summary>Tokens that still go into the mini-batch of a sequence: as many as <see cref="Forward"/> takes at most.</summary>
    int Room(FlatBuffer sequence);

    /// <summary>Computes features and output of the last of the next tokens of a sequence, which stays as it is.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="sequence">The state.</param>
    /// <param name="input">The tokens, a row each, padded with zeros.</param>
    /// <param name="count">Their number.</param>
    /// <param name="output">Receives y.</param>
    /// <returns>The features, until the next call.</returns>
    ReadOnlySpan<T> Forward(LearnerMemory memory, FlatBuffer sequence, ReadOnlySpan<T> input, int count, Span<T> output);

    /// <summary>Takes a sequence past the tokens that <see cref="Forward"/> saw last.</summary>
    /// <returns>Whether its inner models are sound; where their weights are not finite, or their losses have exploded, the sequence goes back to its
    /// beginning.</returns>
    bool Advance(LearnerMemory memory, FlatBuffer sequence, int count);

    /// <summary>Takes a sequence back to its beginning, and counts that.</summary>
    void Restart(FlatBuffer sequence);

    /// <summary>The gradient of windows of up to <paramref name="capacity"/> rows.</summary>
    IWindowGradient<T> Window(LearnerMemory memory, int capacity);
}
