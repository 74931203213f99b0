using System.Numerics;
using AdaptiveML.Kernels;

namespace AdaptiveML.Online;

/// <summary>
/// The sequences of a recording, and which rows of them are held back from the fit: whole sequences, drawn at random, where there are at least
/// <see cref="FewestSequences"/> with labels; else the last rows of the recording, since there is nothing else that the fit has not seen. Where these are of
/// other classes than the rows before, as in a recording that is sorted by class, the last rows of each of <see cref="Parts"/> parts of it.
/// </summary>
internal sealed class SequenceRecording<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Fewest sequences with labels of which whole ones are held back.</summary>
    public const int FewestSequences = 10;

    /// <summary>Parts of a recording whose end is of other classes than the rest.</summary>
    public const int Parts = 10;

    /// <summary>Share of the labels by which the classes of the end and of the rest may differ.</summary>
    private const double LargestDifference = 0.5;

    private readonly double _share;
    private readonly int _part;
    private readonly List<SequenceStretch<T>> _training = [];
    private readonly List<SequenceStretch<T>> _validation = [];

    /// <summary>Divides sequences.</summary>
    /// <param name="runs">The sequences.</param>
    /// <param name="rows">Rows of the recording.</param>
    /// <param name="share">Share of the labels that is held back.</param>
    /// <param name="seed">Of the draw.</param>
    /// <param name="areClasses">Whether a target is the index of a class.</param>
    public SequenceRecording(IReadOnlyList<SequenceRun<T>> runs, int rows, double share, ulong seed, bool areClasses = false)
    {
        SequenceRun<T>[] labelled = [.. runs.Where(run => run.Labelled.Count > 0)];
        HoldsSequences = labelled.Length >= FewestSequences;
        (_share, _part) = (share, Math.Max(1, rows));
        if (HoldsSequences)
        {
            Draw(labelled, share, seed);
            return;
        }

        if (areClasses && rows >= Parts && Difference(labelled) > LargestDifference)
        {
            _part = (rows + Parts - 1) / Parts;
        }

        foreach (var run in labelled)
        {
            Cut(run);
        }
    }

    /// <summary>Whether what is held back are whole sequences.</summary>
    public bool HoldsSequences { get; }

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
            : [.. Enumerable.Range(0, rows.Count).Where(IsHeld)];
        TrainingRows<T> learnt = new(rows.InputSize, rows.OutputSize), others = new(rows.InputSize, rows.OutputSize);
        for (int row = 0; row < rows.Count; row++)
        {
            (held.Contains(row) ? others : learnt).Add(rows.Input(row), rows.Target(row), rows.Context(row));
        }

        return (learnt, others);
    }

    /// <summary>Whether a row is among the last of its part of the recording.</summary>
    private bool IsHeld(int row) => row % _part >= _part - (int)(_part * _share);

    /// <summary>Half the sum of what the shares of the classes differ by, from the rows learnt to those held back: 0 to 1, 0 where one of these has no
    /// label.</summary>
    private double Difference(SequenceRun<T>[] runs)
    {
        Dictionary<T, (double Learnt, double Held)> counts = [];
        foreach (var run in runs)
        {
            foreach (int place in run.Labelled)
            {
                var (learnt, held) = counts.GetValueOrDefault(run.Target(place)[0]);
                counts[run.Target(place)[0]] = IsHeld(run.RowOf(place)) ? (learnt, held + 1) : (learnt + 1, held);
            }
        }

        double ofLearnt = counts.Values.Sum(count => count.Learnt), ofHeld = counts.Values.Sum(count => count.Held);
        return ofLearnt == 0 || ofHeld == 0 ? 0 : counts.Values.Sum(count => Math.Abs((count.Learnt / ofLearnt) - (count.Held / ofHeld))) / 2;
    }

    /// <summary>Cuts a sequence into stretches that are learnt and such as are held back, by turns.</summary>
    private void Cut(SequenceRun<T> run)
    {
        int from = 0;
        for (int place = 1; place <= run.Count; place++)
        {
            bool isHeld = IsHeld(run.RowOf(place - 1));
            if (place == run.Count || IsHeld(run.RowOf(place)) != isHeld)
            {
                Keep(isHeld ? _validation : _training, new(run, from, place));
                from = place;
            }
        }
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
