using System.Globalization;
using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>
/// Learns a task from a few labelled rows: measures the methods on rows held back, keeps the one that these and the primary tasks together speak for, and
/// learns all rows by it.
/// </summary>
internal sealed class TaskAdapter<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly BaseParts<T> _parts;
    private readonly LearnerMemory _base;
    private readonly ComodulationOptions _options;
    private readonly FeatureRows<T> _rows;
    private readonly string _name;
    private readonly int[] _all;
    private readonly int[][] _parted;

    /// <summary>Takes the rows in.</summary>
    /// <exception cref="ArgumentException">A class has too few rows.</exception>
    public TaskAdapter(BaseParts<T> parts, LearnerMemory baseMemory, ComodulationOptions options, string name, FeatureRows<T> rows)
    {
        (_parts, _base, _options, _name, _rows) = (parts, baseMemory, options, name, rows);
        int fewest = options.Adaptation.MinimumRowsPerClass;
        if (_rows.Counts.Count(count => count > 0) < 2 || Array.Exists(_rows.Counts, count => count < fewest && count > 0))
        {
            throw new ArgumentException(
                $"Task '{name}' has {string.Join(", ", _rows.Counts)} labelled rows of its classes; "
                + $"it takes two classes, and at least {fewest} of each that occurs.",
                nameof(rows));
        }

        _all = [.. Enumerable.Range(0, _rows.Count)];
        _parted = PartRows();
    }

    /// <summary>What every method makes of rows held back.</summary>
    public MethodMeasurement[] Measure() => [.. Enum.GetValues<AdaptationMethod>().Select(Measure)];

    /// <summary>The task learnt, with how its method was chosen.</summary>
    public ComodulationTask<T> Learn()
    {
        if (_options.Adaptation.Method is { } told)
        {
            return Learn(_options.Adaptation.Parts == 0 ? new(told, Method(told).Favoured, 1, double.NaN, double.NaN) : Measure(told), null);
        }

        var measured = Measure();
        var quality = Weigh(measured);
        var kept = Kept(quality.Methods);
        return Learn(measured[(int)kept], quality);
    }

    /// <summary>The task learnt by each method, and which of them is kept.</summary>
    public (AdaptationQuality Quality, AdaptationMethod Kept, ComodulationTask<T>[] Methods) LearnAll()
    {
        var measured = Measure();
        var quality = Weigh(measured);
        return (quality, Kept(quality.Methods), [.. measured.Select(method => Learn(method, quality))]);
    }

    /// <summary>The task learnt by one method.</summary>
    public ComodulationTask<T> Learn(MethodMeasurement measured, AdaptationQuality? quality)
    {
        var method = Method(measured.Method);
        var memory = method.Learn(_rows, _all, measured.Setting);
        method.Fields.In(memory).Scale = T.CreateTruncating(measured.Scale);
        return new(method.Fields.Descriptor with { Quality = quality }, memory, _parts.Network.Shape);
    }

    private static AdaptationMethod Kept(IReadOnlyList<MethodQuality> methods) => methods.MaxBy(method => method.Score)!.Method;

    private MethodMeasurement Measure(AdaptationMethod kind)
    {
        var method = Method(kind);
        var judgements = new HeldBackLogits<T>(method.Settings, _rows.Count, _rows.Classes);
        foreach (int[] part in _parted)
        {
            method.Study(_rows, [.. _all.Except(part)], part, judgements);
        }

        return judgements.Best(method, _rows);
    }

    private AdaptationQuality Weigh(MethodMeasurement[] measured)
    {
        double[] expected = new double[MethodPrior.Methods];
        double trust = _parts.Experience.Expect(_base, _rows.Count, expected);
        double mean = measured.Average(method => method.BalancedAccuracy);
        MethodQuality[] methods = [.. measured.Select((method, i) => new MethodQuality(
            method.Method, method.BalancedAccuracy, method.Loss, expected[i], (trust * (method.BalancedAccuracy - mean)) + ((1 - trust) * expected[i])))];
        var kept = methods[(int)Kept(methods)];
        var best = methods.MaxBy(method => method.HeldBack)!;
        string experience = trust < 1
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"primary tasks led to expect {kept.Expected:P1} more of it than of the methods on average, and had {1 - trust:P0} of the say")
            : "there was no experience with primary tasks";
        string reason = string.Create(
            CultureInfo.InvariantCulture,
            $"{kept.Method}: balanced accuracy {kept.HeldBack:P1} on rows held back, where {best.Method} was best; {experience}.");
        return new() { Rows = _rows.Count, Trust = trust, Methods = methods, Reason = reason };
    }

    private ITaskMethod<T> Method(AdaptationMethod kind)
    {
        bool isNew = _rows.Classes != _parts.Network.Shape.Classes;
        bool learnsReadout = kind is AdaptationMethod.Readout or AdaptationMethod.Ridge or AdaptationMethod.GainAndReadout;
        var descriptor = new TaskDescriptor { Name = _name, Classes = _rows.Classes, Method = kind, HasReadout = learnsReadout || isNew };
        return kind == AdaptationMethod.Ridge
            ? new RidgeMethod<T>(_parts, _base, _options, descriptor)
            : new GradientMethod<T>(_parts, _base, _options, descriptor);
    }

    /// <summary>Deals the rows of each class, in a random order, to the parts in turn.</summary>
    private int[][] PartRows()
    {
        var random = Xoshiro256.Seed(stackalloc ulong[Xoshiro256.StateLength], _options.Seed);
        int[] order = [.. _all];
        random.Shuffle<int>(order);
        int[] dealt = [.. order.OrderBy(_rows.Label)];
        int parts = Math.Min(_options.Adaptation.Parts, dealt.Length);
        return [.. Enumerable.Range(0, parts).Select(part => dealt.Where((_, i) => i % parts == part).ToArray())];
    }
}
