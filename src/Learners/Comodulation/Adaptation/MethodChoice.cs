using System.Globalization;
using System.Numerics;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>Chooses, by the weights of their settings, among the methods that modulate and the blend of all that do not.</summary>
internal sealed class MethodChoice<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly MethodEvidence<T>[] _methods;
    private readonly FeatureRows<T> _rows;
    private readonly bool _hasExperience;

    /// <summary>Takes in the evidence.</summary>
    /// <param name="methods">That of each method.</param>
    /// <param name="rows">The labelled rows.</param>
    /// <param name="repeats">How often they were divided into parts.</param>
    /// <param name="hasExperience">Whether primary tasks had a say.</param>
    public MethodChoice(MethodEvidence<T>[] methods, FeatureRows<T> rows, int repeats, bool hasExperience)
    {
        (_methods, _rows, _hasExperience) = (methods, rows, hasExperience);
        Blended = new(1, repeats, rows.Count, rows.Classes);
        MethodEvidence<T>[] plain = [.. methods.Where(method => Plain.Contains(method.Method))];
        Blend = new(plain);
        Blend.Judge(Blended);
    }

    /// <summary>The methods that do not modulate.</summary>
    public static AdaptationMethod[] Plain { get; } = [.. MethodPrior.Methods.Where(method => method < AdaptationMethod.Blend)];

    /// <summary>The blend.</summary>
    public TaskBlend<T> Blend { get; }

    /// <summary>What it said of rows held back.</summary>
    public HeldBackLogits<T> Blended { get; }

    /// <summary>The evidence of a method.</summary>
    public MethodEvidence<T> this[AdaptationMethod method] => Array.Find(_methods, evidence => evidence.Method == method)!;

    /// <summary>What is kept.</summary>
    public AdaptationMethod Kept => Measure().Where(method => method.Method >= AdaptationMethod.Blend).MaxBy(method => method.Share)!.Method;

    /// <summary>What is known of the methods.</summary>
    public AdaptationQuality Quality
    {
        get
        {
            var methods = Measure();
            var kept = methods[(int)Kept];
            var best = methods.MaxBy(method => method.HeldBack)!;
            var heaviest = methods.Where(method => method.Method < AdaptationMethod.Blend).MaxBy(method => method.Share)!;
            string what = kept.Method == AdaptationMethod.Blend ? $"{kept.Method} (most of it {heaviest.Method})" : $"{kept.Method}";
            string experience = _hasExperience ? "they and the primary tasks" : "they, without experience with primary tasks,";
            return new()
            {
                Rows = _rows.Count,
                Methods = methods,
                Reason = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{what}: balanced accuracy {kept.HeldBack:P1} on rows held back, where {best.Method} was best; "
                    + $"{experience} gave it {kept.Share:P0} of the weight."),
            };
        }
    }

    private MethodQuality[] Measure()
    {
        double least = _methods.Min(method => method.LeastCost), total = _methods.Sum(method => method.Weights(least).Sum());
        int[] all = [.. Enumerable.Range(0, _rows.Count)];
        List<MethodQuality> measured = [.. _methods.Select(method => new MethodQuality(
            method.Method,
            method.Judgements.BalancedAccuracy(method.Best, _rows, all),
            method.Judgements.AtBestScale(method.Best, _rows).Loss,
            _hasExperience ? 1 - method.Errors[method.Best] : null,
            method.Weights(least).Sum() / total))];
        measured.Insert((int)AdaptationMethod.Blend, new(
            AdaptationMethod.Blend,
            Blended.BalancedAccuracy(0, _rows, all),
            Blended.AtBestScale(0, _rows).Loss,
            null,
            measured.Where(method => Plain.Contains(method.Method)).Sum(method => method.Share)));
        return [.. measured];
    }
}
