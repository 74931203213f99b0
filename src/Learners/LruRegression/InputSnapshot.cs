using AdaptiveML.Online;

namespace AdaptiveML.Learners.LruRegression;

/// <summary>An input of a sequence, kept, and which of its elements were known. Memory holds finite numbers only, so that it does not hold the NaN
/// itself.</summary>
internal sealed class InputSnapshot
{
    private readonly Field _values;
    private readonly Field _isKnown;
    private readonly double[] _read;

    /// <summary>Adds the fields to <paramref name="sequence"/>.</summary>
    /// <param name="sequence">Where to.</param>
    /// <param name="name">Begins the fields' names.</param>
    /// <param name="size">Elements of an input.</param>
    public InputSnapshot(Layout sequence, string name, int size)
    {
        (_values, _isKnown, _read) = (sequence.Add<double>(name, size), sequence.Add<long>(name + "_known", size), new double[size]);
        sequence.Require(_isKnown, 0L, 1L);
    }

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
