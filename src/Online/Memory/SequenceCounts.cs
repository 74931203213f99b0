namespace AdaptiveML.Online;

/// <summary>What became of a learner's sequences since it was made.</summary>
/// <param name="Live">Sequences that have a state of their own now.</param>
/// <param name="Opened">Sequences begun; one that comes back after it was evicted begins anew.</param>
/// <param name="Evicted">Sequences whose state was given up to make room: each time, of two drawn at random, the one that was silent for longer.</param>
/// <param name="DuplicateTimes">Rows with the same time as another of their sequence that was the latest so far.</param>
/// <param name="OutOfOrderTimes">Rows with a time before the latest of their sequence.</param>
public readonly record struct SequenceCounts(int Live, long Opened, long Evicted, long DuplicateTimes, long OutOfOrderTimes);
