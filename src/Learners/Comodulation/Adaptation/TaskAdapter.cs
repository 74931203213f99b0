using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>
/// Learns a task from a few labelled rows: measures the methods on rows held back, keeps what these and the primary tasks together speak for, the blend of all
/// that do not modulate or one that does, and learns all rows by it.
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
    private readonly TaskMethods<T> _methods;
    private readonly ulong[] _contents;
    private readonly ulong[] _strata;
    private readonly int[] _all;
    private readonly RowPart[] _parted;

    /// <summary>Takes the rows in.</summary>
    /// <exception cref="ArgumentException">A class has too few rows.</exception>
    public TaskAdapter(BaseParts<T> parts, LearnerMemory baseMemory, ComodulationOptions options, string name, FeatureRows<T> rows)
    {
        (_parts, _base, _options, _rows) = (parts, baseMemory, options, rows);
        _methods = new(parts, baseMemory, options, name, rows.Classes);
        int fewest = options.Adaptation.MinimumRowsPerClass;
        if (_rows.Counts.Count(count => count > 0) < 2 || Array.Exists(_rows.Counts, count => count < fewest && count > 0))
        {
            throw new ArgumentException(
                $"Task '{name}' has {string.Join(", ", _rows.Counts)} labelled rows of its classes; "
                + $"it takes two classes, and at least {fewest} of each that occurs."
                + (_rows.LeftOut > 0 ? $" {_rows.LeftOut} more have an input that is missing, infinite or too large." : ""),
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

    /// <summary>The task learnt, with how its method was chosen.</summary>
    public ComodulationTask<T> Learn()
    {
        if (_options.Adaptation.Method is not { } told)
        {
            var choice = Choose();
            return Learn(choice, choice.Kept, choice.Quality);
        }

        if (told == AdaptationMethod.Blend)
        {
            return Learn(new(Array.ConvertAll(MethodChoice<T>.Plain, Weigh), _rows, Repeats, false), told, null);
        }

        return _options.Adaptation.Parts == 0 ? Learn(told, Expected(told), 1, null) : Learn(Weigh(told), null);
    }

    /// <summary>The task learnt by each method, and which of them is kept.</summary>
    public (AdaptationQuality Quality, AdaptationMethod Kept, ComodulationTask<T>[] Methods) LearnAll()
    {
        var choice = Choose();
        return (choice.Quality, choice.Kept, [.. Enum.GetValues<AdaptationMethod>().Select(method => Learn(choice, method, choice.Quality))]);
    }

    /// <summary>What rows held back and primary tasks say of all methods.</summary>
    public MethodChoice<T> Choose() =>
        new(Array.ConvertAll(MethodPrior.Methods, Weigh), _rows, Repeats, _parts.Experience.Trials(_base) > 0);

    private ComodulationTask<T> Learn(MethodChoice<T> choice, AdaptationMethod method, AdaptationQuality? quality)
    {
        if (method != AdaptationMethod.Blend)
        {
            return Learn(choice[method], quality);
        }

        var descriptor = _methods.Describe(method) with { Quality = quality, RowsLeftOut = _rows.LeftOut };
        Layout parameters = new(), state = new();
        var fields = new TaskFields<T>(parameters, state, "", _parts.Network.Shape, descriptor);
        var memory = new LearnerMemory(parameters, state, new(), 1, keepsCopy: false);
        var task = fields.In(memory);
        new TaskRule<T>(_parts.Network, _options).Begin(_base.State, task, [], false);
        choice.Blend.Learn(_methods.Create, _rows, _all, task);
        task.Scale = T.CreateTruncating(choice.Blended.AtBestScale(0, _rows).Scale);
        return new(descriptor, memory, _parts.Network.Shape);
    }

    private ComodulationTask<T> Learn(MethodEvidence<T> evidence, AdaptationQuality? quality) =>
        Learn(evidence.Method, evidence.Best, evidence.Judgements.AtBestScale(evidence.Best, _rows).Scale, quality);

    private ComodulationTask<T> Learn(AdaptationMethod kind, int setting, double scale, AdaptationQuality? quality)
    {
        var method = _methods.Create(kind);
        var memory = method.Learn(_rows, _all, [setting])[0];
        method.Fields.In(memory).Scale = T.CreateTruncating(scale);
        return new(method.Fields.Descriptor with { Quality = quality, RowsLeftOut = _rows.LeftOut }, memory, _parts.Network.Shape);
    }

    /// <summary>What a method says of each row when it has not learnt it, and what that and primary tasks make its settings weigh.</summary>
    private MethodEvidence<T> Weigh(AdaptationMethod kind)
    {
        var method = _methods.Create(kind);
        var judgements = new HeldBackLogits<T>(method.Settings, Repeats, _rows.Count, _rows.Classes);
        foreach (var part in _parted)
        {
            method.Study(_rows, part, judgements);
        }

        return new(kind, judgements, _rows, _parts.Experience.Expect(_base, _rows.Count, kind, method.Settings) ?? new(new double[method.Settings], 0));
    }

    /// <summary>Where nothing is held back: all steps, or the penalty that served primary tasks best, or the usual one.</summary>
    private int Expected(AdaptationMethod kind)
    {
        var method = _methods.Create(kind);
        return kind is AdaptationMethod.Logistic or AdaptationMethod.LogisticWithBase or AdaptationMethod.Ridge
            && _parts.Experience.Expect(_base, _rows.Count, kind, method.Settings) is { Errors: var errors }
            ? Array.IndexOf(errors, errors.Min())
            : method.Usual;
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
