using AdaptiveML.Online;

namespace AdaptiveML.Streams;

/// <summary>What an operation did, found by doing it again.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Predictions">Of a row: what each learner predicted before it changed, in their order; else empty.</param>
/// <param name="Results">What became of the row, or of the row whose label was told, at each learner: verdict, reason, loss, norm, step. Else empty.</param>
/// <param name="WasWaiting">Of a label that is told: whether a row has waited for it. Else false.</param>
/// <param name="HashBefore">SHA-256 of the learners' memories before it, as a <see cref="OperationKind.Mark"/> has it.</param>
/// <param name="HashAfter">The same behind it.</param>
public sealed record OperationExplanation(
    Operation Operation,
    IReadOnlyList<float[]> Predictions,
    IReadOnlyList<UpdateResult> Results,
    bool WasWaiting,
    ReadOnlyMemory<byte> HashBefore,
    ReadOnlyMemory<byte> HashAfter);
