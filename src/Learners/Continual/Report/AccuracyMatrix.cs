using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// R[t][j], the accuracy on task j's test rows after task t was learnt, and what is read off it. Figures that compare with the past need two tasks; with one
/// they are 0 and <see cref="HasPast"/> is false.
/// </summary>
internal sealed class AccuracyMatrix
{
    private readonly double[][] _accuracies;
    private readonly int[] _rows;

    /// <summary>Takes the accuracies.</summary>
    /// <param name="accuracies">R, as many columns as rows; each from 0 to 1.</param>
    /// <param name="rows">Test rows of each task; empty where all count alike.</param>
    /// <exception cref="ArgumentException">R is empty or not square.</exception>
    public AccuracyMatrix(double[][] accuracies, int[] rows)
    {
        ArgumentNullException.ThrowIfNull(accuracies);
        ArgumentNullException.ThrowIfNull(rows);
        if (accuracies.Length == 0 || Array.Exists(accuracies, row => row.Length != accuracies.Length))
        {
            throw new ArgumentException("The accuracies must have as many columns as rows, and at least one.", nameof(accuracies));
        }

        if (rows.Length != 0 && rows.Length != accuracies.Length)
        {
            throw new ArgumentException($"There are {accuracies.Length} tasks and {rows.Length} numbers of rows.", nameof(rows));
        }

        foreach (double accuracy in accuracies.SelectMany(row => row))
        {
            Require.InRange(accuracy, 0, 1);
        }

        _accuracies = [.. accuracies.Select(row => row.ToArray())];
        _rows = rows.Length == 0 ? [.. Enumerable.Repeat(1, accuracies.Length)] : [.. rows];
    }

    /// <summary>T.</summary>
    public int Tasks => _accuracies.Length;

    /// <summary>R[t][j].</summary>
    public double this[int after, int on] => _accuracies[after][on];

    /// <summary>Whether there are two tasks, and with them a past.</summary>
    public bool HasPast => Tasks > 1;

    /// <summary>mean_j R[T−1][j], all tasks alike.</summary>
    public double AverageAccuracy => _accuracies[^1].Average();

    /// <summary>The same, each task as much as it has rows.</summary>
    public double RowWeightedAccuracy => Enumerable.Range(0, Tasks).Sum(j => _rows[j] * _accuracies[^1][j]) / _rows.Sum();

    /// <summary>mean_t mean_{j ≤ t} R[t][j].</summary>
    public double AverageIncrementalAccuracy => Enumerable.Range(0, Tasks).Average(t => _accuracies[t].Take(t + 1).Average());

    /// <summary>mean_j R[j][j].</summary>
    public double LearningAccuracy => Enumerable.Range(0, Tasks).Average(j => _accuracies[j][j]);

    /// <summary>mean_{j &lt; T−1} (R[T−1][j] − R[j][j]).</summary>
    public double BackwardTransfer => HasPast ? Enumerable.Range(0, Tasks - 1).Average(j => _accuracies[^1][j] - _accuracies[j][j]) : 0;

    /// <summary>mean_{j &lt; T−1} (max_{j ≤ l &lt; T−1} R[l][j] − R[T−1][j]): never what was known before a task was learnt.</summary>
    public double Forgetting => HasPast ? Enumerable.Range(0, Tasks - 1).Average(j => Best(j, from: j) - _accuracies[^1][j]) : 0;

    /// <summary>The same with the best over all l &lt; T−1, also before the task was learnt.</summary>
    public double ForgettingOfAny => HasPast ? Enumerable.Range(0, Tasks - 1).Average(j => Best(j, from: 0) - _accuracies[^1][j]) : 0;

    /// <summary>The figures as they stood after the first tasks.</summary>
    /// <param name="task">The last task that counts, from 0.</param>
    public AccuracyMatrix After(int task) => new([.. _accuracies.Take(task + 1).Select(row => row[..(task + 1)])], _rows[..(task + 1)]);

    /// <summary>mean_{j ≥ 1} (R[j−1][j] − r_j).</summary>
    /// <param name="untrained">r_j, the accuracy of a learner that has learnt nothing.</param>
    public double ForwardTransfer(IReadOnlyList<double> untrained) =>
        HasPast ? Enumerable.Range(1, Tasks - 1).Average(j => _accuracies[j - 1][j] - untrained[j]) : 0;

    /// <summary>mean_j (joint_j − R[j][j]).</summary>
    /// <param name="joint">The accuracy on each task of a learner that was given all tasks at once.</param>
    public double Intransigence(IReadOnlyList<double> joint) => Enumerable.Range(0, Tasks).Average(j => joint[j] - _accuracies[j][j]);

    private double Best(int task, int from) => Enumerable.Range(from, Tasks - 1 - from).Max(l => _accuracies[l][task]);
}
