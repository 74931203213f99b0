using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>
/// A task of the fit keeps the couplings that were learnt with the base, unless logistic regression on the inputs has less loss on the rows that the fit held
/// back.
/// </summary>
/// <param name="parts">The base.</param>
/// <param name="memory">Its memory, fitted.</param>
/// <param name="rows">The rows of all tasks.</param>
/// <param name="heldBack">Those that the fit held back.</param>
/// <param name="options">Shape and learning rules.</param>
/// <param name="cancellation">Ends the choice at the next row.</param>
internal sealed class PrimaryTaskChoice<T>(
    BaseParts<T> parts, LearnerMemory memory, PrimaryRows<T> rows, IReadOnlyCollection<int> heldBack, ComodulationOptions options,
    CancellationToken cancellation)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly HashSet<int> _heldBack = [.. heldBack];

    /// <summary>The task as it is to be used.</summary>
    /// <param name="coupled">As it was learnt with the base.</param>
    /// <param name="task">Its place among the tasks.</param>
    public ComodulationTask<T> Choose(ComodulationTask<T> coupled, int task)
    {
        int[] own = [.. Enumerable.Range(0, rows.Count).Where(row => rows.Task(row) == task)];
        int[] learnt = [.. own.Where(row => !_heldBack.Contains(row))], judged = [.. own.Where(_heldBack.Contains)];
        if (learnt.Select(rows.Label).Distinct().Count() < 2 || judged.Select(rows.Label).Distinct().Count() < 2)
        {
            return coupled;
        }

        int classes = parts.Network.Shape.Classes;
        var labelled = new FeatureRows<T>(parts, memory, rows, [.. learnt, .. judged], classes, options.BalancesClasses ? own.Length : null)
        {
            Cancellation = cancellation,
        };
        var descriptor = coupled.Descriptor with { Method = AdaptationMethod.Logistic, HasReadout = true };
        var method = new LogisticMethod<T>(parts, memory, options, descriptor);
        var part = new RowPart(0, [.. Enumerable.Range(0, learnt.Length)], [.. Enumerable.Range(learnt.Length, judged.Length)]);

        // One setting more: the couplings. Rows that were learnt are not judged; nothing is said of them in any setting.
        int couplings = method.Settings;
        var judgements = new HeldBackLogits<T>(method.Settings + 1, 1, labelled.Count, classes);
        method.Study(labelled, part, judgements);
        var rule = new TaskRule<T>(parts.Network, options);
        foreach (int row in part.HeldBack)
        {
            labelled.Load(parts.Network, row);
            rule.Forward(memory.State, coupled.Fields.In(coupled.Memory), judgements.At(couplings, 0, row));
        }

        var measured = Enumerable.Range(0, couplings + 1).Select(setting => (Setting: setting, Best: judgements.AtBestScale(setting, labelled))).ToArray();
        var (best, (scale, _)) = measured.Reverse().MinBy(pair => pair.Best.Loss);
        if (best == couplings)
        {
            return coupled;
        }

        var logistic = method.Learn(labelled, [.. Enumerable.Range(0, own.Length)], [best])[0];
        method.Fields.In(logistic).Scale = T.CreateTruncating(scale);
        return new(descriptor, logistic, parts.Network.Shape);
    }
}
