using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>
/// What held-back primary tasks taught about the methods, for some numbers of labelled rows: the mean error of each setting, as 1 − balanced accuracy, and what
/// speaks against each method. Between two numbers of rows it goes by their logarithm.
/// </summary>
/// <remarks>
/// Errors of few trials are chance in part. The best setting of a method is measured by that of a simpler one: what uses the base by logistic regression on the
/// inputs, what modulates by the best of all that do not. If it makes more error, by d in the mean, <see cref="Weight"/> d speaks against it. If it makes less,
/// as much speaks for it, but not more than the likelihood that there is a difference, over that of none: of K tasks, with mean square deviation s² between
/// trials,
/// <code>
/// K/2 ln(1 + d²/s²)      K: not the number of trials, since those of a task share its rows
/// </code>
/// With more rows than any trial had, what speaks for a method fades as one over their number. All methods that do not modulate weigh together as many as they
/// are, however differently they do among themselves: one that modulates has to be that much better than all of them.
/// </remarks>
internal sealed class MethodPrior
{
    /// <summary>Numbers of labelled rows at which primary tasks are measured.</summary>
    public static readonly int[] Sizes = [10, 30, 100, 300];

    /// <summary>The methods that are measured: the blend is made of them.</summary>
    public static readonly AdaptationMethod[] Methods = [.. Enum.GetValues<AdaptationMethod>().Where(method => method != AdaptationMethod.Blend)];

    /// <summary>Half a point of balanced accuracy on primary tasks makes a weight e times as large.</summary>
    public const double Weight = 200;

    /// <summary>Number of methods that do not modulate; they come first.</summary>
    private static readonly int Plain = Methods.Count(method => method < AdaptationMethod.Blend);

    /// <summary>More looks than these are not told apart.</summary>
    private const int MostLooks = 100;

    private readonly int[] _ends;
    private readonly Field _errors;
    private readonly Field _costs;
    private readonly Field _trials;

    /// <summary>Adds the fields to <paramref name="state"/>.</summary>
    public MethodPrior(Layout state, AdaptationOptions options)
    {
        int end = 0;
        _ends = [.. Methods.Select(method => end += Settings(method, options))];
        _errors = state.Add<double>("experience.errors", Sizes.Length, end);
        _costs = state.Add<double>("experience.costs", Sizes.Length, Methods.Length);
        _trials = state.Add<long>("experience.trials", Sizes.Length);
        state.RequireCounts(_trials);
    }

    /// <summary>Trials that were made of the fewest rows.</summary>
    public long Trials(LearnerMemory memory) => memory.State.View<long>(_trials)[0];

    /// <summary>Takes in trials at one of <see cref="Sizes"/>.</summary>
    /// <param name="memory">Where to.</param>
    /// <param name="size">Index of the number of rows.</param>
    /// <param name="trials">The trials, at least one.</param>
    public void Learn(LearnerMemory memory, int size, IReadOnlyList<MethodTrial> trials)
    {
        double[][] measured = [.. trials.Select(trial => trial.Errors.SelectMany((own, method) => own.Take(_ends[method] - Start(method))).ToArray())];
        int tasks = trials.Select(trial => trial.Task).Distinct().Count();
        var errors = Errors(memory, size);
        for (int setting = 0; setting < errors.Length; setting++)
        {
            errors[setting] = measured.Average(trial => trial[setting]);
        }

        var costs = Costs(memory, size);
        int reference = Least(errors, 0), best = reference;
        for (int method = 1; method < Methods.Length; method++)
        {
            reference = method == Plain ? best : reference;
            int own = Least(errors, method);
            costs[method] = Cost([.. measured.Select(trial => trial[own] - trial[reference])], tasks);
            best = method < Plain && costs[method] < costs[..method].ToArray().Min() ? own : best;
        }

        memory.State.View<long>(_trials)[size] = trials.Count;
    }

    /// <summary>The error to expect of each setting of a method with so many rows, and what speaks against the method; null without experience.</summary>
    /// <param name="memory">Where from.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="method">The method.</param>
    /// <param name="settings">Number of settings; those that were never measured are taken for the last that was.</param>
    public MethodExperience? Expect(LearnerMemory memory, int rows, AdaptationMethod method, int settings)
    {
        var trials = memory.State.View<long>(_trials);
        int known = trials.Length - trials.Count(0L);
        if (known == 0)
        {
            return null;
        }

        int upper = 1;
        while (upper < known && Sizes[upper] < rows)
        {
            upper++;
        }

        int low = upper - 1, high = Math.Min(upper, known - 1);
        double share = high == low ? 0 : Elementary.Log((double)rows / Sizes[low]) / Elementary.Log((double)Sizes[high] / Sizes[low]);
        share = Math.Clamp(share, 0, 1);
        int place = Array.IndexOf(Methods, method), start = Start(place), last = _ends[place] - start - 1;
        double[] expected = new double[settings];
        for (int setting = 0; setting < settings; setting++)
        {
            int at = start + Math.Min(setting, last);
            expected[setting] = ((1 - share) * Errors(memory, low)[at]) + (share * Errors(memory, high)[at]);
        }

        double fade = Math.Min(1, (double)Sizes[known - 1] / rows);
        double[] costs = [.. Enumerable.Range(0, Methods.Length).Select(Cost)];
        double alike = place < Plain ? Elementary.Log(costs.Take(Plain).Sum(cost => Elementary.Exp(-cost)) / Plain) : 0;
        return new(expected, costs[place] + alike);

        double Cost(int at)
        {
            double cost = ((1 - share) * Costs(memory, low)[at]) + (share * Costs(memory, high)[at]);
            return cost < 0 ? fade * cost : cost;
        }
    }

    /// <summary>What speaks against a method, in units of e.</summary>
    /// <param name="differences">How much more error it made in each trial.</param>
    /// <param name="tasks">Number of tasks they are of.</param>
    private static double Cost(double[] differences, int tasks)
    {
        double mean = differences.Average(), spread = differences.Average(difference => (difference - mean) * (difference - mean));
        return mean >= 0 || spread == 0 ? Weight * mean : -Math.Min(-Weight * mean, tasks / 2.0 * Elementary.Log(1 + (mean * mean / spread)));
    }

    /// <summary>The setting of least error of a method.</summary>
    private int Least(Span<double> errors, int method)
    {
        int best = Start(method);
        for (int setting = best + 1; setting < _ends[method]; setting++)
        {
            best = errors[setting] < errors[best] ? setting : best;
        }

        return best;
    }

    private static int Settings(AdaptationMethod method, AdaptationOptions options) => method switch
    {
        AdaptationMethod.Logistic or AdaptationMethod.LogisticWithBase => Penalties.Alike.Length + Penalties.AsTheyCome.Length,
        AdaptationMethod.Ridge => Penalties.Ridge.Length,
        _ => Math.Min(options.Looks, MostLooks),
    };

    private int Start(int method) => method == 0 ? 0 : _ends[method - 1];

    private Span<double> Errors(LearnerMemory memory, int size)
    {
        var errors = memory.State.View<double>(_errors);
        return errors.Slice(size * (errors.Length / Sizes.Length), errors.Length / Sizes.Length);
    }

    private Span<double> Costs(LearnerMemory memory, int size) => memory.State.View<double>(_costs).Slice(size * Methods.Length, Methods.Length);
}
