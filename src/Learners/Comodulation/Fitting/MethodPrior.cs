using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>
/// What held-back primary tasks taught about the methods, for some numbers of labelled rows: the mean error of each setting, as 1 − balanced accuracy. Between
/// two numbers of rows it goes by their logarithm.
/// </summary>
internal sealed class MethodPrior
{
    /// <summary>Numbers of labelled rows at which primary tasks are measured.</summary>
    public static readonly int[] Sizes = [10, 30, 100, 300];

    /// <summary>The methods that are measured: the blend is made of them.</summary>
    public static readonly AdaptationMethod[] Methods = [.. Enum.GetValues<AdaptationMethod>().Where(method => method != AdaptationMethod.Blend)];

    /// <summary>More looks than these are not told apart.</summary>
    private const int MostLooks = 100;

    private readonly int[] _ends;
    private readonly Field _errors;
    private readonly Field _trials;

    /// <summary>Adds the fields to <paramref name="state"/>.</summary>
    public MethodPrior(Layout state, AdaptationOptions options)
    {
        int end = 0;
        _ends = [.. Methods.Select(method => end += Settings(method, options))];
        _errors = state.Add<double>("experience.errors", Sizes.Length, end);
        _trials = state.Add<long>("experience.trials", Sizes.Length);
    }

    /// <summary>Trials that were made of the fewest rows.</summary>
    public long Trials(LearnerMemory memory) => memory.State.View<long>(_trials)[0];

    /// <summary>Takes in trials at one of <see cref="Sizes"/>.</summary>
    /// <param name="memory">Where to.</param>
    /// <param name="size">Index of the number of rows.</param>
    /// <param name="trials">For each trial the error of each setting of each method.</param>
    public void Learn(LearnerMemory memory, int size, IReadOnlyList<double[][]> trials)
    {
        var errors = Errors(memory, size);
        for (int method = 0; method < Methods.Length; method++)
        {
            var own = errors[Start(method).._ends[method]];
            for (int setting = 0; setting < own.Length; setting++)
            {
                own[setting] = trials.Average(trial => trial[method][setting]);
            }
        }

        memory.State.View<long>(_trials)[size] = trials.Count;
    }

    /// <summary>The error to expect of each setting of a method with so many rows; null without experience.</summary>
    /// <param name="memory">Where from.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="method">The method.</param>
    /// <param name="settings">Number of settings; those that were never measured are taken for the last that was.</param>
    public double[]? Expect(LearnerMemory memory, int rows, AdaptationMethod method, int settings)
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

        return expected;
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
}
