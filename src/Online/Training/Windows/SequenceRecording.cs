using System.Numerics;
using AdaptiveML.Kernels;

namespace AdaptiveML.Online;

/// <summary>
/// The sequences of a recording, and which rows of them are held back from the fit: whole sequences, drawn at random, where there are at least
/// <see cref="FewestSequences"/> with labels; else the last rows of the recording, since there is nothing else that the fit has not seen.
/// </summary>
internal sealed class SequenceRecording<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Fewest sequences with labels of which whole ones are held back.</summary>
    public const int FewestSequences = 10;

    private readonly List<SequenceStretch<T>> _training = [];
    private readonly List<SequenceStretch<T>> _validation = [];

    /// <summary>Divides sequences.</summary>
    /// <param name="runs">The sequences.</param>
    /// <param name="rows">Rows of the recording.</param>
    /// <param name="share">Share of the labels that is held back.</param>
    /// <param name="seed">Of the draw.</param>
    public SequenceRecording(IReadOnlyList<SequenceRun<T>> runs, int rows, double share, ulong seed)
    {
        SequenceRun<T>[] labelled = [.. runs.Where(run => run.Labelled.Count > 0)];
        HoldsSequences = labelled.Length >= FewestSequences;
        Cut = HoldsSequences ? rows : rows - (int)(rows * share);
        if (HoldsSequences)
        {
            Draw(labelled, share, seed);
        }
        else
        {
            foreach (var run in labelled)
            {
                int cut = Enumerable.Range(0, run.Count).TakeWhile(place => run.RowOf(place) < Cut).Count();
                Keep(_training, new(run, 0, cut));
                Keep(_validation, new(run, cut, run.Count));
            }
        }
    }

    /// <summary>Whether what is held back are whole sequences.</summary>
    public bool HoldsSequences { get; }

    /// <summary>The first row of the recording behind the training rows; their number where whole sequences are held back.</summary>
    public int Cut { get; }

    /// <summary>What is learnt, each with labels.</summary>
    public IReadOnlyList<SequenceStretch<T>> Training => _training;

    /// <summary>What is held back, each with labels.</summary>
    public IReadOnlyList<SequenceStretch<T>> Validation => _validation;

    /// <summary>The rows of the recording that are learnt, and those held back, both in their order.</summary>
    /// <param name="rows">The recording.</param>
    public (TrainingRows<T> Learnt, TrainingRows<T> Held) Divide(TrainingRows<T> rows)
    {
        HashSet<int> held = HoldsSequences
            ? [.. Validation.SelectMany(stretch => Enumerable.Range(stretch.From, stretch.Count).Select(stretch.Run.RowOf))]
            : [.. Enumerable.Range(Cut, rows.Count - Cut)];
        TrainingRows<T> learnt = new(rows.InputSize, rows.OutputSize), others = new(rows.InputSize, rows.OutputSize);
        for (int row = 0; row < rows.Count; row++)
        {
            (held.Contains(row) ? others : learnt).Add(rows.Input(row), rows.Target(row), rows.Context(row));
        }

        return (learnt, others);
    }

    /// <summary>Holds sequences back in a random order, until they have their share of the labels.</summary>
    private void Draw(SequenceRun<T>[] runs, double share, ulong seed)
    {
        int[] order = [.. Enumerable.Range(0, runs.Length)];
        Xoshiro256.Seed(stackalloc ulong[Xoshiro256.StateLength], seed).Shuffle<int>(order);
        double wanted = share * runs.Sum(run => (double)run.Labelled.Count);
        HashSet<int> held = [];
        foreach (int i in order)
        {
            if (wanted <= 0)
            {
                break;
            }

            held.Add(i);
            wanted -= runs[i].Labelled.Count;
        }

        for (int i = 0; i < runs.Length; i++)
        {
            Keep(held.Contains(i) ? _validation : _training, new(runs[i], 0, runs[i].Count));
        }
    }

    private static void Keep(List<SequenceStretch<T>> stretches, SequenceStretch<T> stretch)
    {
        if (stretch.Labelled.Count > 0)
        {
            stretches.Add(stretch);
        }
    }
}
