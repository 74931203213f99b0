using AdaptiveML.Online;

namespace AdaptiveML.Learners.LruRegression;

/// <summary>An input of a sequence, kept, and which of its elements were known. Memory holds finite numbers only, so that it does not hold the NaN
/// itself.</summary>
internal sealed class InputSnapshot(Layout sequence, string name, int size)
{
    private readonly Field _values = sequence.Add<double>(name, size);
    private readonly Field _isKnown = sequence.Add<long>(name + "_known", size);
    private readonly double[] _read = new double[size];

    /// <summary>The input, NaN where it was not known.</summary>
    public ReadOnlySpan<double> Read(LearnerMemory memory)
    {
        ReadOnlySpan<double> values = memory.Sequence.View<double>(_values);
        ReadOnlySpan<long> isKnown = memory.Sequence.View<long>(_isKnown);
        for (int i = 0; i < _read.Length; i++)
        {
            _read[i] = isKnown[i] == 1 ? values[i] : double.NaN;
        }

        return _read;
    }

    /// <summary>Keeps an input, NaN where it is not known.</summary>
    public void Write(LearnerMemory memory, ReadOnlySpan<double> input)
    {
        Span<double> values = memory.Sequence.View<double>(_values);
        Span<long> isKnown = memory.Sequence.View<long>(_isKnown);
        for (int i = 0; i < input.Length; i++)
        {
            bool known = !double.IsNaN(input[i]);
            (values[i], isKnown[i]) = (known ? input[i] : 0, known ? 1 : 0);
        }
    }
}
