using AdaptiveML.Online;

namespace AdaptiveML.Streams;

/// <summary>What became of an operation.</summary>
/// <param name="Sequence">Its number in the stream; 0 where it was known already.</param>
/// <param name="IsKnown">Whether its offset says that it was applied before. It was not applied again; its predictions are those of now.</param>
/// <param name="WasWaiting">Of a label that is told: whether a row has waited for it. Else false.</param>
/// <param name="Result">
/// What became of the row at the last learner, or of the row whose label was told; <see cref="StreamLearner.Results"/> has those of all learners.
/// </param>
public readonly record struct StreamUpdate(long Sequence, bool IsKnown, bool WasWaiting, UpdateResult Result);
