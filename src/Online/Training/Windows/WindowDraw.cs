using System.Numerics;
using AdaptiveML.Kernels;

namespace AdaptiveML.Online;

/// <summary>
/// Draws windows: a row with a label, any as likely as any other, and a window of whole length that holds it, anywhere within its stretch; a stretch that is
/// shorter is taken whole. So rows without labels cost nothing but where they lead up to others.
/// </summary>
internal sealed class WindowDraw<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Fewest windows of a pass, so that a short recording has steps enough.</summary>
    private const int FewestWindows = 32;

    private readonly (SequenceStretch<T> Stretch, int First, long Behind)[] _stretches;
    private readonly int _rows;
    private readonly long _labels;

    /// <summary>Prepares the draw.</summary>
    /// <param name="stretches">What to draw from, each with labels.</param>
    /// <param name="rows">Rows of a window.</param>
    public WindowDraw(IReadOnlyList<SequenceStretch<T>> stretches, int rows)
    {
        _rows = rows;
        _stretches = new (SequenceStretch<T>, int, long)[stretches.Count];
        int windows = 0;
        for (int i = 0; i < stretches.Count; i++)
        {
            var (first, count) = stretches[i].Labelled;
            _labels += count;
            _stretches[i] = (stretches[i], first, _labels);
            windows += Math.Max(1, Math.Min(count, stretches[i].Count / rows));
        }

        WindowsPerPass = Math.Max(windows, FewestWindows);
    }

    /// <summary>Windows that hold the labelled rows about once, or more often where they are few.</summary>
    public int WindowsPerPass { get; }

    /// <summary>Draws a window.</summary>
    public SequenceStretch<T> Next(Xoshiro256 random)
    {
        long label = (long)(random.NextUniform() * _labels);
        int low = 0, high = _stretches.Length - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = label < _stretches[middle].Behind ? (low, middle) : (middle + 1, high);
        }

        var (stretch, first, behind) = _stretches[low];
        if (stretch.Count <= _rows)
        {
            return stretch;
        }

        long before = low > 0 ? _stretches[low - 1].Behind : 0;
        int place = stretch.Run.Labelled[first + (int)(label - before)];
        int end = Math.Clamp(place + 1 + (int)(random.NextUniform() * _rows), stretch.From + _rows, stretch.To);
        return new(stretch.Run, end - _rows, end);
    }
}
