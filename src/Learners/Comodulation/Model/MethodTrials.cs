using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>
/// Holds back each part of the primary tasks once, fits a base to the others, and learns the held-back tasks as new ones from few rows, by every method: what
/// that gives on further rows is <see cref="MethodPrior"/>. As with new tasks in use, the base has seen none of these rows, in no task.
/// </summary>
/// <param name="rows">The rows of all tasks.</param>
/// <param name="tasks">Number of tasks.</param>
/// <param name="options">Shape and learning rules.</param>
internal sealed class MethodTrials<T>(PrimaryRows<T> rows, int tasks, ComodulationOptions options)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>About so many trials are made for each number of rows.</summary>
    private const int Wanted = 12;

    private const int MostTestRows = 1000;

    /// <summary>The share of what the rows hold that trials are made with.</summary>
    private const double TrialShare = 1.0 / 3;

    /// <summary>Makes the trials, if the options want them and there are two tasks at least.</summary>
    /// <param name="parts">The base, whose scale is fitted.</param>
    /// <param name="memory">Receives the experience.</param>
    /// <param name="cancellation">Ends the trials between two batches of a fit, or two tasks.</param>
    public void Run(BaseParts<T> parts, LearnerMemory memory, CancellationToken cancellation)
    {
        if (options.Fit.TaskParts == 0 || tasks < 2)
        {
            return;
        }

        ulong[] contents = rows.Contents();
        HashSet<int> tried = [.. HoldOut.Draw(contents, rows.Strata(contents), TrialShare, options.Seed + 1)];
        var trials = MethodPrior.Sizes.Select(_ => new List<MethodTrial>()).ToArray();
        int count = Math.Min(options.Fit.TaskParts, tasks), draws = Math.Max(1, (Wanted + tasks - 1) / tasks);
        for (int part = 0; part < count; part++)
        {
            int[] heldBack = [.. Enumerable.Range(0, tasks).Where(task => task % count == part)], others = [.. Enumerable.Range(0, tasks).Except(heldBack)];
            var learnt = rows.Of(others, tried);
            if (learnt.Count == 0)
            {
                continue;
            }

            var trialBase = memory.Copy();
            ComodulationTrainer.Train(parts, trialBase, learnt, others.Length, options, null, cancellation);
            foreach (int task in heldBack.Take(Math.Max(1, Wanted / count)))
            {
                for (int draw = 0; draw < draws; draw++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    Try(parts, trialBase, [.. tried.Where(row => rows.Task(row) == task).Order()], draw, trials, cancellation);
                }
            }
        }

        for (int size = 0; size < trials.Length && trials[size].Count > 1; size++)
        {
            parts.Experience.Learn(memory, size, trials[size]);
        }
    }

    private void Try(BaseParts<T> parts, LearnerMemory trialBase, int[] order, int draw, List<MethodTrial>[] trials, CancellationToken cancellation)
    {
        int classes = parts.Network.Shape.Classes, task = rows.Task(order[0]);
        Xoshiro256.Seed(stackalloc ulong[Xoshiro256.StateLength], Seed(task, draw)).Shuffle<int>(order);
        int[] pool = order[..(order.Length / 2)], test = order[(order.Length / 2)..Math.Min(order.Length, (order.Length / 2) + MostTestRows)];
        for (int size = 0; size < trials.Length && MethodPrior.Sizes[size] <= pool.Length; size++)
        {
            int[] chosen = FewRows.Draw(pool, MethodPrior.Sizes[size], rows.Label);
            if (chosen.Select(rows.Label).Distinct().Count() < 2)
            {
                return;
            }

            var all = new FeatureRows<T>(parts, trialBase, rows, [.. chosen, .. test], classes, options.BalancesClasses ? chosen.Length : null)
            {
                Cancellation = cancellation,
            };
            var part = new RowPart(0, [.. Enumerable.Range(0, chosen.Length)], [.. Enumerable.Range(chosen.Length, test.Length)]);
            var methods = new TaskMethods<T>(parts, trialBase, options, "", classes);
            trials[size].Add(new(task, Array.ConvertAll(MethodPrior.Methods, method => methods.Errors(method, all, part))));
        }
    }

    private ulong Seed(int task, int draw) => options.Seed + 1000 + (ulong)((task * 100) + draw);
}
