using AdaptiveML.Learners.Baselines;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>An adaptive random forest.</summary>
internal sealed class ForestExpert(string name, StreamShape shape) : StreamExpert
{
    private readonly AdaptiveForest _forest = new(name, shape.Inputs, shape.Classes, new(), shape.State);

    /// <inheritdoc/>
    public override void Check(FlatBuffer state) => _forest.Check(state);

    /// <inheritdoc/>
    public override void Begin(LearnerMemory memory) => _forest.Reset(memory);

    /// <inheritdoc/>
    public override void Predict(LearnerMemory memory, ReadOnlySpan<double> input, Span<double> probabilities) =>
        _forest.Predict(memory, input, probabilities);

    /// <inheritdoc/>
    public override void Learn(LearnerMemory memory, ReadOnlySpan<double> input, int label, double weight) => _forest.Learn(memory, input, label, weight);
}
