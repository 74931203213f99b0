using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AdaptiveML.Kernels;

namespace AdaptiveML.Online;

/// <summary>
/// ADWIN: a window of the latest values that is cut where its older and its newer part have different means (A. Bifet and R. Gavaldà, "Learning from
/// time-changing data with adaptive windowing", SDM 2007). Values lie in buckets of 2^r, at most five of a size, so that n values take O(log n) memory: fields
/// of a learner's state.
/// <code>
/// 1/m = 1/(n₀ − 4) + 1/(n₁ − 4)      D = ln(2 ln n / δ)      ε = √(2/m · σ² D) + 2/3 · D/m      cut where |mean₀ − mean₁| &gt; ε
/// </code>
/// </summary>
internal sealed class AdaptiveWindow
{
    private const int Rows = 48, PerRow = 5, Clock = 32, SmallestWindow = 10, SmallestPart = 5;

    private readonly double _confidence;
    private readonly Field _buckets;
    private readonly Field _sums;
    private readonly Field _counts;

    /// <summary>Adds the fields to <paramref name="state"/>.</summary>
    /// <param name="name">Begins the fields' names.</param>
    /// <param name="confidence">δ, the chance of a false cut, above 0 and below 1.</param>
    /// <param name="state">Where to.</param>
    public AdaptiveWindow(string name, double confidence, Layout state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _confidence = Checked(confidence);
        _buckets = state.Add<double>(name + ".buckets", Rows, PerRow + 1, 2);
        _sums = state.AddStruct<Moments, double>(name + ".sums");
        _counts = state.AddCounts<WindowCounts>(name + ".counts");
        state.RequireStructs<Moments>(_buckets, static value => value.IsPossible, "sums, and sums of squares");
        state.RequireStructs<Moments>(_sums, static value => value.IsPossible, "sums, and sums of squares");
        state.RequireStructs<WindowCounts>(_counts, static value => value.IsWhole, "at most five buckets of a size, and as many values as are in them");
    }

    /// <summary>Values in the window.</summary>
    public long Count(LearnerMemory memory) => Counts(memory).Width;

    /// <summary>Their mean; 0 if there are none.</summary>
    public double Mean(LearnerMemory memory) => Count(memory) is > 0 and var count ? Sums(memory).Total / count : 0;

    /// <summary>Forgets every value.</summary>
    public void Clear(LearnerMemory memory)
    {
        memory.State.View<double>(_buckets).Clear();
        Sums(memory) = default;
        Counts(memory) = default;
    }

    /// <summary>Takes a value in.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="value">Finite.</param>
    /// <returns>Whether the window was cut: the mean has changed, up or down.</returns>
    public bool Add(LearnerMemory memory, double value)
    {
        ref var counts = ref Counts(memory);
        ref var sums = ref Sums(memory);
        if (counts.Width > 0)
        {
            double difference = value - (sums.Total / counts.Width);
            sums.Squares += counts.Width * difference * difference / (counts.Width + 1.0);
        }

        counts.Width++;
        sums.Total += value;
        Append(memory, 0, value, 0);
        Compress(memory);
        return ++counts.Ticks % Clock == 0 && counts.Width > SmallestWindow && Shrink(memory);
    }

    private static double Checked(double confidence)
    {
        Require.InRange(confidence, 1e-12, 1 - 1e-12);
        return confidence;
    }

    /// <summary>Merges the two oldest of every size that has become too many.</summary>
    private void Compress(LearnerMemory memory)
    {
        ref var counts = ref Counts(memory).Buckets;
        for (int row = 0; row + 1 < Rows && counts[row] > PerRow; row++)
        {
            Moments first = Bucket(memory, row, 0), second = Bucket(memory, row, 1);
            double size = 1L << row, difference = (first.Total - second.Total) / size;
            double total = first.Total + second.Total, squares = first.Squares + second.Squares + (size / 2 * difference * difference);
            Remove(memory, row, 2);
            Append(memory, row + 1, total, squares);
        }
    }

    private bool Shrink(LearnerMemory memory)
    {
        bool wasCut = false;
        while (MustCut(memory))
        {
            wasCut = true;
            DropOldest(memory);
        }

        return wasCut;
    }

    /// <summary>Whether any cut between two buckets, the oldest first, has parts of different means.</summary>
    private bool MustCut(LearnerMemory memory)
    {
        ref var counts = ref Counts(memory);
        double all = Sums(memory).Total, variance = Sums(memory).Squares / counts.Width, older = 0;
        long n0 = 0;
        double logarithm = Elementary.Log(2 * Elementary.Log((double)counts.Width) / _confidence);
        for (int row = Rows - 1; row >= 0; row--)
        {
            for (int i = 0; i < counts.Buckets[row]; i++)
            {
                n0 += 1L << row;
                older += Bucket(memory, row, i).Total;
                long n1 = counts.Width - n0;
                if (n0 < SmallestPart || n1 < SmallestPart)
                {
                    continue;
                }

                double inverse = (1.0 / (n0 - SmallestPart + 1)) + (1.0 / (n1 - SmallestPart + 1));
                double bound = Math.Sqrt(2 * inverse * variance * logarithm) + (2.0 / 3 * inverse * logarithm);
                if (Math.Abs((older / n0) - ((all - older) / n1)) > bound)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void DropOldest(LearnerMemory memory)
    {
        ref var counts = ref Counts(memory);
        ref var sums = ref Sums(memory);
        int row = Rows - 1;
        while (counts.Buckets[row] == 0)
        {
            row--;
        }

        var oldest = Bucket(memory, row, 0);
        double size = 1L << row, mean = oldest.Total / size;
        counts.Width -= 1L << row;
        sums.Total -= oldest.Total;
        double difference = mean - (sums.Total / counts.Width);
        sums.Squares = Math.Max(0, sums.Squares - oldest.Squares - (size * counts.Width * difference * difference / (size + counts.Width)));
        Remove(memory, row, 1);
    }

    private void Append(LearnerMemory memory, int row, double total, double squares)
    {
        ref long count = ref Counts(memory).Buckets[row];
        Bucket(memory, row, (int)count++) = new() { Total = total, Squares = squares };
    }

    private void Remove(LearnerMemory memory, int row, int number)
    {
        var buckets = Buckets(memory).Slice(row * (PerRow + 1), PerRow + 1);
        buckets[number..].CopyTo(buckets);
        Counts(memory).Buckets[row] -= number;
    }

    private ref Moments Bucket(LearnerMemory memory, int row, int index) => ref Buckets(memory)[(row * (PerRow + 1)) + index];

    private Span<Moments> Buckets(LearnerMemory memory) => MemoryMarshal.Cast<double, Moments>(memory.State.View<double>(_buckets));

    private ref Moments Sums(LearnerMemory memory) => ref memory.State.Ref<Moments>(_sums);

    private ref WindowCounts Counts(LearnerMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        return ref memory.State.Ref<WindowCounts>(_counts);
    }

    /// <summary>The sum of some values, and that of their squared distances from their mean.</summary>
    private struct Moments
    {
        public double Total;
        public double Squares;

        /// <summary>Whether values can have come to it.</summary>
        public readonly bool IsPossible => double.IsFinite(Total) && Squares >= 0 && double.IsFinite(Squares);
    }

    private struct WindowCounts
    {
        public long Width;
        public long Ticks;
        public BucketCounts Buckets;

        /// <summary>Whether the buckets are no more than may be of each size, and hold all of the window.</summary>
        public readonly bool IsWhole
        {
            get
            {
                long values = 0;
                for (int row = 0; row < Rows; row++)
                {
                    if (Buckets[row] > PerRow)
                    {
                        return false;
                    }

                    values += Buckets[row] << row;
                }

                return values == Width;
            }
        }
    }

    /// <summary>Buckets of each size.</summary>
    [InlineArray(Rows)]
    private struct BucketCounts
    {
        private long _first;
    }
}
