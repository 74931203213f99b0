using System.Numerics;

namespace AdaptiveML.Online;

/// <summary>Rows [From, To) of a sequence; what comes before them may be followed, to warm the state up.</summary>
/// <param name="Run">The sequence.</param>
/// <param name="From">The first row.</param>
/// <param name="To">Behind the last one.</param>
internal readonly record struct SequenceStretch<T>(SequenceRun<T> Run, int From, int To)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Number of rows.</summary>
    public int Count => To - From;

    /// <summary>Places of the run's labelled rows that are of the stretch: the first, and how many.</summary>
    public (int First, int Count) Labelled
    {
        get
        {
            var (from, to) = (From, To);
            int first = Run.Labelled.TakeWhile(place => place < from).Count();
            return (first, Run.Labelled.Skip(first).TakeWhile(place => place < to).Count());
        }
    }
}
