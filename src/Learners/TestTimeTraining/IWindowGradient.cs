using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>
/// The loss ½ ‖y − target‖² of a network over a window of rows from a sequence's beginning, and its exact gradient, through all inner updates.
/// </summary>
internal interface IWindowGradient<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Adds the gradient of the window's mean loss over the rows that have a target, and gives that loss; NaN where none has.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="inputs">A row a token, padded with zeros.</param>
    /// <param name="targets">A row a token; an element that is NaN counts for nothing.</param>
    double Differentiate(LearnerMemory memory, ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets);
}
