using System.Numerics;

namespace AdaptiveML.Online;

/// <summary>
/// How many rows in a row each of a sequence's values has been exactly the same: a meter that is stuck, or a plant that stands still.
/// <code>
/// stuck: run &gt; 20 + 3 L, behind ten changes      L: the longest run of any sequence that has ended, a thousandth less with each that ends
/// </code>
/// </summary>
/// <remarks>A value that has never moved is not stuck, and one that often stands for long, such as a set point or a count, is so after three times its longest
/// run. A value that is not known ends no run.</remarks>
/// <typeparam name="T">Element type of the values.</typeparam>
internal sealed class RepeatTrack<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double Least = 20, Times = 3, Changes = 10, Kept = 0.999, Long = 100;

    private readonly Field _last;
    private readonly Field _runs;
    private readonly Field _usual;

    /// <summary>Adds the fields to <paramref name="layout"/>.</summary>
    /// <param name="layout">Where to.</param>
    /// <param name="name">Begins the names of the fields.</param>
    /// <param name="size">Values of a row.</param>
    public RepeatTrack(MachineLayout<T> layout, string name, int size)
    {
        _last = layout.Sequence.Add<T>(name + ".last", size);
        _runs = layout.Sequence.Add<long>(name + ".runs", size);
        layout.Sequence.RequireCounts(_runs);
        _usual = layout.State.AddStructs<Usual, double>(name + ".usual", size);
    }

    /// <summary>Rows for which a value has been what it is now; 0 before the first.</summary>
    public long Run(LearnerMemory memory, int value) => memory.Sequence.View<long>(_runs)[value];

    /// <summary>Whether a value has been the same for longer than is usual.</summary>
    public bool IsStuck(LearnerMemory memory, int value) => IsLong(memory, value, Run(memory, value));

    /// <summary>Whether a value, with this one as the next, has been the same for longer than is usual.</summary>
    public bool IsStuck(LearnerMemory memory, int value, T next) => next == memory.Sequence.View<T>(_last)[value]
        && IsLong(memory, value, Run(memory, value) + 1);

    /// <summary>Whether a value, with this one as the next, moves that has been the same for long, and in all sequences for ever.</summary>
    public bool Awakes(LearnerMemory memory, int value, T next) =>
        memory.State.Refs<Usual>(_usual)[value].Changes == 0 && Run(memory, value) >= Long
        && T.IsFinite(next) && next != memory.Sequence.View<T>(_last)[value];

    /// <summary>Takes a row in.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="values">Its values, NaN where they are not known.</param>
    /// <param name="isShared">Whether what is usual learns from it.</param>
    public void Update(LearnerMemory memory, ReadOnlySpan<T> values, bool isShared)
    {
        Span<T> last = memory.Sequence.View<T>(_last);
        Span<long> runs = memory.Sequence.View<long>(_runs);
        Span<Usual> usual = memory.State.Refs<Usual>(_usual);
        for (int i = 0; i < values.Length; i++)
        {
            if (!T.IsFinite(values[i]))
            {
                continue;
            }

            if (runs[i] > 0 && values[i] == last[i])
            {
                runs[i]++;
                continue;
            }

            if (isShared && runs[i] > 0)
            {
                usual[i].Longest = Math.Max(Kept * usual[i].Longest, runs[i]);
                usual[i].Changes++;
            }

            (last[i], runs[i]) = (values[i], 1);
        }
    }

    private bool IsLong(LearnerMemory memory, int value, long run)
    {
        ref readonly var usual = ref memory.State.Refs<Usual>(_usual)[value];
        return usual.Changes >= Changes && run > Least + (Times * usual.Longest);
    }

    /// <summary>The longest run that has ended, and how many have.</summary>
    private struct Usual
    {
        public double Longest;
        public double Changes;
    }
}
