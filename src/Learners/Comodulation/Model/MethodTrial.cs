using System.Numerics;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>One task from a few rows, by every method and in every setting: what rows held back say, and what was found on further rows.</summary>
internal sealed class MethodTrial<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly AdaptationMethod[] Methods = Enum.GetValues<AdaptationMethod>();

    private readonly FeatureRows<T> _rows;
    private readonly HeldBackLogits<T>[] _judgements;
    private readonly double[][] _found;
    private readonly int?[] _fixed;

    /// <summary>Makes the trial.</summary>
    /// <param name="adapter">The task with its few rows.</param>
    /// <param name="all">These rows, and behind them those to find out on.</param>
    /// <param name="task">The task's place among the primary tasks.</param>
    public MethodTrial(TaskAdapter<T> adapter, FeatureRows<T> all, int task)
    {
        Task = task;
        _rows = adapter.Rows;
        _judgements = Array.ConvertAll(Methods, adapter.Judge);
        var methods = Array.ConvertAll(Methods, adapter.Method);
        var part = new RowPart(0, adapter.Order, [.. Enumerable.Range(_rows.Count, all.Count - _rows.Count)]);
        _fixed = Array.ConvertAll(methods, method => method.AsksExperience ? null : (int?)method.Favoured);
        _found = Array.ConvertAll(methods, method => Judge(method, all, part));
    }

    /// <summary>The task's place among the primary tasks.</summary>
    public int Task { get; }

    /// <summary>The setting of each method that was best on average, or its own where primary tasks are not asked.</summary>
    public static int[] BestSettings(IReadOnlyList<MethodTrial<T>> trials) => [.. Methods.Select((_, method) => trials[0]._fixed[method]
        ?? Enumerable.Range(0, trials[0]._found[method].Length).MaxBy(setting => trials.Average(trial => trial._found[method][setting])))];

    /// <summary>What was found of each method in the setting that rows held back chose, and what they had said.</summary>
    /// <param name="favoured">The setting of each that stands unless they speak clearly for another.</param>
    public (double Found, double HeldBack)[] Measure(int[] favoured) => [.. _judgements.Select((judgement, method) =>
    {
        var measured = judgement.Best(Methods[method], favoured[method], _rows);
        return (_found[method][measured.Setting], measured.BalancedAccuracy);
    })];

    private static double[] Judge(ITaskMethod<T> method, FeatureRows<T> all, RowPart part)
    {
        var judgements = new HeldBackLogits<T>(method.Settings, 1, all.Count, all.Classes);
        method.Study(all, part, judgements);
        return [.. Enumerable.Range(0, method.Settings).Select(setting => judgements.BalancedAccuracy(setting, all, part.HeldBack))];
    }
}
