using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>
/// Holds BP(λ)'s gradient against the conventional one, on some steps of one sequence every so often.
/// <code>
/// B = Σ (ℓ_j + w σ_j) ∂s_j/∂W      I = Σ ℓ_j ∂s_j/∂W      R = Σ (ℓ_j + F_j) ∂s_j/∂W      F_{j−1} = (ℓ_j + F_j) J_j      gain = cos(B, R) − cos(I, R)
/// </code>
/// Sequences shorter than the window are added up until there are as many steps as a whole window has.
/// </summary>
internal sealed class GradientAudit<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RecurrentCore<T> _core;
    private readonly GuardOptions _options;
    private readonly Field _counts;
    private readonly Field _inputs;
    private readonly Field _partials;
    private readonly Field _immediate;
    private readonly Field _synthetic;
    private readonly Field _sums;
    private readonly T[] _future;
    private readonly T[] _u;
    private readonly T[] _gates;
    private readonly T[] _transposed;

    /// <summary>Adds the fields to <paramref name="state"/>.</summary>
    public GradientAudit(Layout state, string prefix, RecurrentCore<T> core, GuardOptions options)
    {
        (_core, _options) = (core, options);
        var shape = core.Shape;
        _counts = state.AddStruct<AuditCounts, long>(prefix + "audit.counts");
        state.RequireStructs<AuditCounts>(
            _counts,
            value => value.Recorded >= 0 && value.Recorded < options.AuditWindow && FieldRules.IsCount(value.Waited) && FieldRules.IsCount(value.Summed),
            "counts of an audit");
        _inputs = state.Add<T>(prefix + "audit.inputs", options.AuditWindow, core.Rows);
        _partials = state.Add<T>(prefix + "audit.partials", options.AuditWindow, shape.PartialsLength);
        _immediate = state.Add<T>(prefix + "audit.immediate", options.AuditWindow, shape.StateStride);
        _synthetic = state.Add<T>(prefix + "audit.synthetic", options.AuditWindow, shape.StateStride);
        _sums = state.Add<T>(prefix + "audit.sums", 3, core.Rows, shape.GateStride);
        _transposed = new T[shape.TransposedLength];
        (_future, _u, _gates) = (new T[shape.StateStride], new T[shape.StateStride], new T[shape.GateStride]);
    }

    /// <summary>Takes a step in, before it becomes the present state.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="step">The step.</param>
    /// <param name="synthetic">w σ.</param>
    /// <param name="isLearnt">Whether the row has gradients; if not, it counts with none.</param>
    /// <param name="cosines">Receives cos(B, R) and cos(I, R), where an audit is complete.</param>
    /// <returns>Whether one is.</returns>
    public bool Add(LearnerMemory memory, RecurrentStep<T> step, ReadOnlySpan<T> synthetic, bool isLearnt, out (double Synthetic, double Immediate) cosines)
    {
        cosines = default;
        ref var counts = ref memory.State.Ref<AuditCounts>(_counts);
        if (counts.Waited < _options.AuditEvery)
        {
            counts.Waited++;
            return false;
        }

        var key = memory.Key;
        if (counts.Recorded > 0 && (counts.High, counts.Low) != ((long)key.High, (long)key.Low))
        {
            return false;
        }

        if (!_core.HasBegun(memory))
        {
            // The sequence began anew.
            counts.Recorded = 0;
        }

        (counts.High, counts.Low) = ((long)key.High, (long)key.Low);
        Record(memory, step, synthetic, isLearnt, (int)counts.Recorded++);
        if (!step.IsLast && counts.Recorded < _options.AuditWindow)
        {
            return false;
        }

        int count = (int)counts.Recorded, judged = step.IsLast ? count : _options.AuditWindow - _options.LookAhead;
        counts.Recorded = 0;
        Sum(memory, count, judged);
        counts.Summed += judged;
        var sums = memory.State.View<T>(_sums);
        if (!T.IsFinite(Reductions.SumOfSquares<T>(sums)))
        {
            // Rows beyond what arithmetic can bear say nothing of directions.
            (counts.Waited, counts.Summed) = (0, 0);
            sums.Clear();
            return false;
        }

        if (counts.Summed < _options.AuditWindow - _options.LookAhead)
        {
            return false;
        }

        (counts.Waited, counts.Summed) = (0, 0);
        int length = sums.Length / 3;
        Span<T> used = sums[..length], immediate = sums.Slice(length, length), real = sums[(2 * length)..];
        cosines = (Cosine(used, real), Cosine(immediate, real));
        sums.Clear();
        return double.IsFinite(cosines.Synthetic) && double.IsFinite(cosines.Immediate);
    }

    private static double Cosine(ReadOnlySpan<T> left, ReadOnlySpan<T> right) =>
        Dot(left, right) / Math.Sqrt(Dot(left, left) * Dot(right, right));

    private static double Dot(ReadOnlySpan<T> left, ReadOnlySpan<T> right) => double.CreateTruncating(Reductions.Dot(left, right));

    private void Record(LearnerMemory memory, RecurrentStep<T> step, ReadOnlySpan<T> synthetic, bool isLearnt, int place)
    {
        step.Inputs.CopyTo(Row(memory, _inputs, place));
        step.Partials.CopyTo(Row(memory, _partials, place));
        Span<T> immediate = Row(memory, _immediate, place), own = Row(memory, _synthetic, place);
        immediate.Clear();
        own.Clear();
        if (isLearnt)
        {
            step.Immediate.CopyTo(immediate);
            synthetic.CopyTo(own);
        }
    }

    private void Sum(LearnerMemory memory, int count, int judged)
    {
        _core.Transpose(memory, _transposed);
        _future.AsSpan().Clear();
        for (int place = count - 1; place >= 0; place--)
        {
            Span<T> immediate = Row(memory, _immediate, place), partials = Row(memory, _partials, place);
            if (place < judged)
            {
                TensorPrimitives.Add<T>(immediate, Row(memory, _synthetic, place), _u);
                AddTo(memory, 0, place, _u);
                AddTo(memory, 1, place, immediate);
            }

            TensorPrimitives.Add<T>(_future, immediate, _u);
            if (place < judged)
            {
                AddTo(memory, 2, place, _u);
            }

            CellJacobian.VectorJacobianProduct<T>(_core.Shape, partials, _transposed, _u, _gates, _future);
        }
    }

    private void AddTo(LearnerMemory memory, int sum, int place, ReadOnlySpan<T> u)
    {
        CellJacobian.GateVectorJacobianProduct(_core.Shape, Row(memory, _partials, place), u, _gates);
        var sums = memory.State.View<T>(_sums);
        Matrices.AddTransposedProduct(Row(memory, _inputs, place), _core.Rows, [T.One], _gates, sums.Slice(sum * sums.Length / 3, sums.Length / 3));
    }

    private Span<T> Row(LearnerMemory memory, in Field field, int place)
    {
        int length = field.Length / _options.AuditWindow;
        return memory.State.View<T>(field).Slice(place * length, length);
    }

    /// <summary>Rows waited for an audit; steps recorded, and whose they are; steps summed.</summary>
    private struct AuditCounts
    {
        public long Waited;
        public long Recorded;
        public long High;
        public long Low;
        public long Summed;
    }
}
