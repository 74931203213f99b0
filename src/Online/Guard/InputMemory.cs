using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;

namespace AdaptiveML.Online;

/// <summary>What is expected of each input of a sequence from its own past, and the value that was doubted last.</summary>
/// <remarks>The rate at which an input forgets, ρ, is one for all sequences.</remarks>
internal sealed class InputMemory<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Rows on end for which a value is doubted before it is believed: others tell of the plant meanwhile.</summary>
    private const long Patience = 24;

    private static readonly T Rate = T.CreateTruncating(HalfLife.Rate(500));

    private readonly Field _expected;
    private readonly Field _candidate;
    private readonly Field _doubts;
    private readonly Field _knownRows;
    private readonly Field _products;
    private readonly Field _squares;
    private readonly T[] _raw;

    /// <summary>Adds the fields to <paramref name="layout"/>.</summary>
    public InputMemory(int size, MachineLayout<T> layout)
    {
        _expected = layout.Sequence.Add<T>("gate.expected", size);
        _candidate = layout.Sequence.Add<T>("gate.candidate", size);
        _doubts = layout.Sequence.Add<long>("gate.doubts", size);
        _knownRows = layout.Sequence.Add<long>("gate.known_rows", size);
        layout.Sequence.RequireCounts(_doubts);
        layout.Sequence.RequireCounts(_knownRows);
        _products = layout.State.Add<T>("gate.products", size);
        _squares = layout.State.Add<T>("gate.squares", size);
        _raw = new T[size];
    }

    /// <summary>Keeps a row as it came until <see cref="Commit"/>.</summary>
    public void Begin(ReadOnlySpan<T> raw) => raw.CopyTo(_raw);

    /// <summary>What an input would be if it were there.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="input">Which input.</param>
    /// <param name="means">The running means of the inputs; empty where there are none.</param>
    public T Expected(LearnerMemory memory, int input, ReadOnlySpan<T> means)
    {
        T expected = memory.Sequence.View<T>(_expected)[input], square = memory.State.View<T>(_squares)[input];
        if (means.IsEmpty || !(square > T.Zero))
        {
            return expected;
        }

        T memoryOfOne = T.Clamp(memory.State.View<T>(_products)[input] / square, T.Zero, T.One);
        return means[input] + (memoryOfOne * (expected - means[input]));
    }

    /// <summary>Whether a value that is far from what was expected, like those of many rows before it, lies nearer to the last of them.</summary>
    public bool Confirms(LearnerMemory memory, int input, T value) =>
        memory.Sequence.View<long>(_doubts)[input] >= Patience
        && T.Abs(value - memory.Sequence.View<T>(_candidate)[input]) <= T.Abs(value - memory.Sequence.View<T>(_expected)[input]);

    /// <summary>The value of an input that was doubted last.</summary>
    public T Candidate(LearnerMemory memory, int input) => memory.Sequence.View<T>(_candidate)[input];

    /// <summary>Whether an input was known in the row before.</summary>
    public bool WasKnown(LearnerMemory memory, int input) => memory.Sequence.View<long>(_knownRows)[input] > 0;

    /// <summary>Closes a row.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="cleaned">The row as the learner saw it.</param>
    /// <param name="known">The same, with NaN in the place of what was not known.</param>
    /// <param name="means">The running means of the inputs; empty where there are none.</param>
    public void Commit(LearnerMemory memory, ReadOnlySpan<T> cleaned, ReadOnlySpan<T> known, ReadOnlySpan<T> means)
    {
        Span<T> expected = memory.Sequence.View<T>(_expected), candidates = memory.Sequence.View<T>(_candidate);
        Span<T> products = memory.State.View<T>(_products), squares = memory.State.View<T>(_squares);
        Span<long> doubts = memory.Sequence.View<long>(_doubts), knownRows = memory.Sequence.View<long>(_knownRows);
        if (!means.IsEmpty && TensorPrimitives.IsFiniteAll(known) && !knownRows.Contains(0))
        {
            LagProducts.Update(expected, known, means, products, squares, Rate);
            TensorPrimitives.Add(knownRows, 1, knownRows);
            doubts.Clear();
            cleaned.CopyTo(expected);
            return;
        }

        T half = T.CreateTruncating(0.5);
        for (int i = 0; i < cleaned.Length; i++)
        {
            if (!T.IsNaN(known[i]))
            {
                if (knownRows[i] > 0 && !means.IsEmpty)
                {
                    T before = expected[i] - means[i], now = known[i] - means[i];
                    products[i] += Rate * ((before * now) - products[i]);
                    squares[i] += Rate * ((half * ((before * before) + (now * now))) - squares[i]);
                }

                knownRows[i]++;
                doubts[i] = 0;
            }
            else
            {
                knownRows[i] = 0;
                if (T.IsFinite(_raw[i]))
                {
                    candidates[i] = _raw[i];
                    doubts[i]++;
                }
            }

            expected[i] = cleaned[i];
        }
    }
}
