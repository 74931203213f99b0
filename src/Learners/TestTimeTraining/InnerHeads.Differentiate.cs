using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

internal sealed partial class InnerHeads<T>
{
    private readonly T[] _rowAdjoint;

    /// <summary>Each head's adjoints: those of the outputs to be set before <see cref="Differentiate"/>, which sets those of the views.</summary>
    public TokenRows<T>[] Adjoints { get; }

    /// <summary>Reverse mode of a chunk that begins a mini-batch, as <see cref="Forward"/> saw it last, through its inner updates.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="sequence">The state with which the chunk began.</param>
    /// <param name="count">Its tokens.</param>
    /// <param name="weightAdjoint">Of the weights that the chunk leaves; becomes that of the weights with which it began.</param>
    public void Differentiate(LearnerMemory memory, FlatBuffer sequence, int count, Span<T> weightAdjoint)
    {
        bool commits = count == _options.MiniBatchSize;
        if (commits)
        {
            InnerCommit.Differentiate(weightAdjoint, memory.Gradients.View<T>(Fields.Start), _options.Forgetting);
        }

        ReadOnlySpan<T> rows = _rows.AsSpan(0, count);
        var rowAdjoint = _rowAdjoint.AsSpan(0, count);
        rowAdjoint.Clear();
        for (int head = 0; head < _inner.Length; head++)
        {
            var adjoints = new InnerAdjoints<T>
            {
                Weights = OfHead(weightAdjoint, head),
                Scale = memory.Gradients.View<T>(Fields.Scale).Slice(head * _scaleRow, _scaleRow),
                Offset = memory.Gradients.View<T>(Fields.Offset).Slice(head * _scaleRow, _scaleRow),
                Rows = rowAdjoint,
            };
            _inner[head].Differentiate(Weights(memory, sequence, head, isPending: false), Views[head], rows, commits, adjoints, Adjoints[head]);
        }

        var offsetGradient = memory.Gradients.View<T>(Fields.RowOffset);
        for (int i = 0; i < count && !offsetGradient.IsEmpty; i++)
        {
            offsetGradient[i] += rows[i] > T.Zero ? rowAdjoint[i] : T.Zero;
        }
    }

    /// <summary>Reverse mode of <see cref="Gate"/>: lr = rate · σ has the slope lr (1 − σ), α = σ the slope α (1 − α).</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="x">What the gates saw.</param>
    /// <param name="i">The token's place in the chunk.</param>
    /// <param name="gradient">Added to.</param>
    public void DifferentiateGate(LearnerMemory memory, ReadOnlySpan<T> x, int i, Span<T> gradient)
    {
        for (int head = 0; head < _inner.Length; head++)
        {
            T rate = Views[head].Rates[i], retention = Views[head].Retentions[i];
            _logits[head] = _rate > T.Zero ? Adjoints[head].Rates[i] * rate * (T.One - (rate / _rate)) : T.Zero;
            _retentions[head] = Adjoints[head].Retentions[i] * retention * (T.One - retention);
        }

        _rateGate.Differentiate(memory, x, _logits, gradient);
        _retentionGate?.Differentiate(memory, x, _retentions, gradient);
    }
}
