using System.Numerics;
using System.Runtime.InteropServices;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>Rows of primary tasks in standardised units.</summary>
internal sealed class PrimaryRows<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<T> _inputs = [];
    private readonly List<(int Task, int Label, double Weight)> _rows = [];
    private readonly int _stride;

    private PrimaryRows(int stride) => _stride = stride;

    /// <summary>
    /// Takes rows in; those without a label, of weight 0, of a task that nobody knows, or with an input that is missing, infinite or too large, are left out.
    /// </summary>
    /// <param name="parts">The base, whose scale is fitted.</param>
    /// <param name="memory">Its memory.</param>
    /// <param name="rows">The rows; a row's sequence is the key of its task.</param>
    /// <param name="tasks">Names of the tasks; none if all rows are of the one classifier that there is.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="balances">Whether the classes of a task are to weigh alike.</param>
    /// <exception cref="ArgumentException">A row has an invalid weight, a target that is no class, or a task that is not named.</exception>
    public PrimaryRows(BaseParts<T> parts, LearnerMemory memory, TrainingRows<T> rows, IReadOnlyList<string> tasks, int classes, bool balances)
        : this(Tile.Pad(rows.InputSize))
    {
        var places = tasks.SelectMany((name, i) => TaskKeys.Of(name).Select(key => (Key: key, i))).ToDictionary(pair => pair.Key, pair => pair.i);
        T[] scaled = new T[rows.InputSize], padding = new T[_stride - rows.InputSize];
        for (int row = 0; row < rows.Count; row++)
        {
            if (TargetClass.Read(rows, row, classes) is not { } label || (tasks.Count > 0 && rows.Context(row).Sequence == SequenceKey.Unknown))
            {
                continue;
            }

            int task = -1;
            if (tasks.Count > 0 && !places.TryGetValue(rows.Context(row).Sequence, out task))
            {
                throw new ArgumentException($"Row {row} belongs to none of the tasks {string.Join(", ", tasks)}.", nameof(rows));
            }

            parts.Standardizer.ScaleInput(memory, rows.Input(row), scaled);
            if (!BaseParts<T>.IsBearable(scaled))
            {
                continue;
            }

            BaseParts<T>.CutBack(scaled);
            _inputs.AddRange(scaled);
            _inputs.AddRange(padding);
            _rows.Add((task, label, rows.Context(row).Weight));
        }

        if (balances)
        {
            Balance();
        }
    }

    /// <summary>Number of rows.</summary>
    public int Count => _rows.Count;

    /// <summary>The task of a row, or −1.</summary>
    public int Task(int row) => _rows[row].Task;

    /// <summary>The class of a row.</summary>
    public int Label(int row) => _rows[row].Label;

    /// <summary>How much a row counts.</summary>
    public double Weight(int row) => _rows[row].Weight;

    /// <summary>A hash of what each row holds.</summary>
    public ulong[] Contents() =>
        [.. Enumerable.Range(0, Count).Select(row => HoldOut.Hash<T>(CollectionsMarshal.AsSpan(_inputs).Slice(row * _stride, _stride)))];

    /// <summary>The stratum of each row: what classes the rows of its content are of, in which tasks.</summary>
    /// <param name="contents">A hash of what each row holds.</param>
    public ulong[] Strata(ulong[] contents)
    {
        Dictionary<ulong, ulong> sums = [];
        for (int row = 0; row < Count; row++)
        {
            // A sum of hashes: whichever row comes first.
            sums[contents[row]] = sums.GetValueOrDefault(contents[row]) + HoldOut.Hash<double>([Task(row), Label(row)]);
        }

        return Array.ConvertAll(contents, content => sums[content]);
    }

    /// <summary>Puts a row into a network.</summary>
    public void Load(ModulatedNetwork<T> network, int row) =>
        CollectionsMarshal.AsSpan(_inputs).Slice(row * _stride, _stride).CopyTo(network.Row.Activations[0]);

    /// <summary>The rows of some tasks, which are numbered anew in the order given.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <param name="without">Rows that are left out.</param>
    public PrimaryRows<T> Of(int[] tasks, IReadOnlySet<int> without)
    {
        var chosen = new PrimaryRows<T>(_stride);
        for (int row = 0; row < Count; row++)
        {
            int place = Array.IndexOf(tasks, Task(row));
            if (place >= 0 && !without.Contains(row))
            {
                chosen._inputs.AddRange(CollectionsMarshal.AsSpan(_inputs).Slice(row * _stride, _stride));
                chosen._rows.Add(_rows[row] with { Task = place });
            }
        }

        return chosen;
    }

    private void Balance()
    {
        var sums = _rows.GroupBy(row => (row.Task, row.Label)).ToDictionary(group => group.Key, group => group.Sum(row => row.Weight));
        var totals = sums.GroupBy(pair => pair.Key.Task).ToDictionary(group => group.Key, group => (Sum: group.Sum(pair => pair.Value), Count: group.Count()));
        for (int i = 0; i < _rows.Count; i++)
        {
            var row = _rows[i];
            var (sum, count) = totals[row.Task];
            _rows[i] = row with { Weight = row.Weight * sum / (count * sums[(row.Task, row.Label)]) };
        }
    }
}
