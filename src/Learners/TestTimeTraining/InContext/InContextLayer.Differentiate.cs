using System.Numerics.Tensors;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

internal sealed partial class InContextLayer<T>
{
    private readonly T[] _queryAdjoint;
    private readonly T _mean;

    /// <inheritdoc/>
    public void Differentiate(LearnerMemory memory, FlatBuffer sequence, ReadOnlySpan<T> outputGradient, TttAdjoint<T> adjoint, Span<T> inputGradient)
    {
        int count = outputGradient.Length / OutputRow;
        foreach (var views in _heads.Adjoints)
        {
            TensorPrimitives.Multiply(outputGradient, _mean, views.Outputs.AsSpan(0, outputGradient.Length));
        }

        _heads.Differentiate(memory, sequence, count, adjoint.Weights);
        long first = sequence.View<long>(Fields.Tokens)[0];
        for (int i = count - 1; i >= 0; i--)
        {
            var later = Slot(adjoint.Window, first + i);
            later.CopyTo(_queryAdjoint);
            later.Clear();
            bool hasKey = HasKey(sequence, i);
            for (int head = 0; head < _heads.Adjoints.Length; head++)
            {
                var views = _heads.Adjoints[head];
                int channel = head * _heads.HeadSize, position = i * views.Stride;
                var own = _queryAdjoint.AsSpan(channel, _heads.HeadSize);
                TensorPrimitives.Add<T>(own, views.Queries.AsSpan(position, _heads.HeadSize), own);
                if (hasKey)
                {
                    views.Keys.AsSpan(position, _heads.HeadSize).CopyTo(later[channel..]);
                }
            }

            _heads.DifferentiateGate(memory, _queries.AsSpan(i * _row, _row), i, _queryAdjoint);
            _encoder.Differentiate(memory, _input.AsSpan(i * InputRow, InputRow), _queryAdjoint, []);
        }
    }
}
