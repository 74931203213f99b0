using System.Globalization;
using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>
/// Learns a task from a few labelled rows: measures the methods on rows held back, keeps the one that these and the primary tasks together speak for, and
/// learns all rows by it.
/// </summary>
internal sealed class TaskAdapter<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>With so many rows, or more, they are divided into parts once; with fewer as often as it takes to judge so many.</summary>
    private const int RowsOfOneDivision = 100;

    private const int MostRepeats = 4;

    private readonly BaseParts<T> _parts;
    private readonly LearnerMemory _base;
    private readonly ComodulationOptions _options;
    private readonly FeatureRows<T> _rows;
    private readonly string _name;
    private readonly ulong[] _contents;
    private readonly ulong[] _strata;
    private readonly int[] _all;
    private readonly RowPart[] _parted;

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

        _contents = [.. Enumerable.Range(0, _rows.Count).Select(_rows.Content)];
        if (options.Adaptation.Parts > 0 && _contents.Distinct().Count() < 2)
        {
            throw new ArgumentException($"All {_rows.Count} rows of task '{name}' have the same inputs: none can be held back to judge by.", nameof(rows));
        }

        _strata = [.. Enumerable.Range(0, _rows.Count).Select(row => (ulong)_rows.Label(row))];
        _all = HoldOut.Divide(_contents, _strata, 1, _options.Seed)[0];
        _parted = [.. Enumerable.Range(0, Repeats).SelectMany(PartRows)];
    }

    /// <summary>What every method makes of rows held back.</summary>
    public MethodMeasurement[] Measure() => [.. Enum.GetValues<AdaptationMethod>().Select(Measure)];

    /// <summary>The task learnt, with how its method was chosen.</summary>
    public ComodulationTask<T> Learn()
    {
        if (_options.Adaptation.Method is { } told)
        {
            return Learn(_options.Adaptation.Parts == 0 ? new(told, Favoured(told), 1, double.NaN, double.NaN, []) : Measure(told), null);
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

    /// <summary>The labelled rows.</summary>
    public FeatureRows<T> Rows => _rows;

    /// <summary>All rows, in the order in which they are learnt: that of their contents.</summary>
    public int[] Order => _all;

    /// <summary>What a method says of each row when it has not learnt it.</summary>
    public HeldBackLogits<T> Judge(AdaptationMethod kind)
    {
        var method = Method(kind);
        var judgements = new HeldBackLogits<T>(method.Settings, Repeats, _rows.Count, _rows.Classes);
        foreach (var part in _parted)
        {
            method.Study(_rows, part, judgements);
        }

        return judgements;
    }

    /// <summary>A method of the task.</summary>
    public ITaskMethod<T> Method(AdaptationMethod kind)
    {
        bool isNew = _rows.Classes != _parts.Network.Shape.Classes;
        bool learnsReadout = kind is not (AdaptationMethod.Gain or AdaptationMethod.Comodulation);
        var descriptor = new TaskDescriptor { Name = _name, Classes = _rows.Classes, Method = kind, HasReadout = learnsReadout || isNew };
        return kind switch
        {
            AdaptationMethod.Ridge => new RidgeMethod<T>(_parts, _base, _options, descriptor),
            AdaptationMethod.Logistic or AdaptationMethod.LogisticWithBase => new LogisticMethod<T>(_parts, _base, _options, descriptor),
            _ => new GradientMethod<T>(_parts, _base, _options, descriptor),
        };
    }

    private MethodMeasurement Measure(AdaptationMethod kind) => Judge(kind).Best(kind, Favoured(kind), _rows);

    private int Favoured(AdaptationMethod kind)
    {
        var method = Method(kind);
        return (method.AsksExperience ? _parts.Experience.Favoured(_base, _rows.Count, kind) : null) ?? method.Favoured;
    }

    private AdaptationQuality Weigh(MethodMeasurement[] measured)
    {
        double[] expected = new double[MethodPrior.Methods];
        double trust = _parts.Experience.Expect(_base, _rows.Count, expected);
        var plain = measured[0];
        MethodQuality[] methods = [.. measured.Select((method, i) =>
        {
            double heldBack = method.BalancedAccuracy - plain.BalancedAccuracy - (trust < 1 ? 0 : method.StandardErrorOver(plain));
            return new MethodQuality(
                method.Method, method.BalancedAccuracy, method.Loss, expected[i], (trust * heldBack) + ((1 - trust) * expected[i]));
        })];
        var kept = methods[(int)Kept(methods)];
        var best = methods.MaxBy(method => method.HeldBack)!;
        string experience = trust < 1
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"primary tasks led to expect {kept.Expected:P1} more of it than of logistic regression on the inputs, and had {1 - trust:P0} of the say")
            : "there was no experience with primary tasks, so that it took more than a standard error to leave logistic regression on the inputs";
        string reason = string.Create(
            CultureInfo.InvariantCulture,
            $"{kept.Method}: balanced accuracy {kept.HeldBack:P1} on rows held back, where {best.Method} was best; {experience}.");
        return new() { Rows = _rows.Count, Trust = trust, Methods = methods, Reason = reason };
    }

    /// <summary>Few rows are divided into parts several times.</summary>
    private int Repeats => Math.Clamp(RowsOfOneDivision / _rows.Count, 1, MostRepeats);

    /// <summary>A division of the rows into parts, each held back once.</summary>
    private IEnumerable<RowPart> PartRows(int repeat)
    {
        int parts = Math.Min(_options.Adaptation.Parts, _contents.Distinct().Count());
        return HoldOut.Divide(_contents, _strata, parts, _options.Seed + (ulong)repeat).Select(
            part => new RowPart(repeat, [.. _all.Except(part)], part));
    }
}
