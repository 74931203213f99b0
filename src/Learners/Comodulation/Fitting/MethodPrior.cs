using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>
/// What held-back primary tasks taught about the methods, for some numbers of labelled rows: the balanced accuracy to expect of each above logistic regression
/// on the inputs, its best penalty, and how far to trust what rows held back say. Between two numbers of rows it goes by their logarithm.
/// </summary>
internal sealed class MethodPrior
{
    /// <summary>Numbers of labelled rows at which primary tasks are measured.</summary>
    public static readonly int[] Sizes = [10, 30, 100, 300];

    /// <summary>Number of methods.</summary>
    public static readonly int Methods = Enum.GetValues<AdaptationMethod>().Length;

    private readonly Field _expected;
    private readonly Field _settings;
    private readonly Field _trust;
    private readonly Field _trials;

    /// <summary>Adds the fields to <paramref name="state"/>.</summary>
    public MethodPrior(Layout state)
    {
        _expected = state.Add<double>("experience.expected", Sizes.Length, Methods);
        _settings = state.Add<long>("experience.settings", Sizes.Length, Methods);
        _trust = state.Add<double>("experience.trust", Sizes.Length);
        _trials = state.Add<long>("experience.trials", Sizes.Length);
    }

    /// <summary>Trials that were made.</summary>
    public long Trials(LearnerMemory memory) => memory.State.View<long>(_trials)[0];

    /// <summary>Takes in trials at one of <see cref="Sizes"/>.</summary>
    /// <remarks>
    /// Both what was found afterwards (x) and what rows held back had said (y) are taken above the first method, logistic regression. The expectation is the
    /// mean of x, where it is positive less the standard error of the mean over tasks: what a few tasks gained by chance is not to be hoped for. τ² is the
    /// variance of x between trials, ε² the mean of (y − x)², and the trust τ² / (τ² + ε²): what a normal prior and a normal error make of it.
    /// </remarks>
    /// <param name="memory">Where to.</param>
    /// <param name="size">Index of the number of rows.</param>
    /// <param name="settings">The best setting of each method.</param>
    /// <param name="trials">For each trial its task, and for each method what was found, and what rows held back had said.</param>
    public void Learn(
        LearnerMemory memory, int size, int[] settings, IReadOnlyList<(int Task, (double Found, double HeldBack)[] Methods)> trials)
    {
        Array.ConvertAll(settings, setting => (long)setting).CopyTo(memory.State.View<long>(_settings).Slice(size * Methods, Methods));
        var expected = memory.State.View<double>(_expected).Slice(size * Methods, Methods);
        double between = 0, errors = 0;
        for (int method = 1; method < Methods; method++)
        {
            double[] found = [.. trials.Select(trial => trial.Methods[method].Found - trial.Methods[0].Found)];
            double mean = found.Average();
            expected[method] = mean > 0 ? Math.Max(0, mean - StandardError([.. trials.Select(trial => trial.Task)], found)) : mean;
            for (int i = 0; i < found.Length; i++)
            {
                double heldBack = trials[i].Methods[method].HeldBack - trials[i].Methods[0].HeldBack;
                between += (found[i] - mean) * (found[i] - mean) * (trials.Count / Math.Max(1.0, trials.Count - 1));
                errors += (heldBack - found[i]) * (heldBack - found[i]);
            }
        }

        memory.State.View<double>(_trust)[size] = between > 0 ? between / (between + errors) : 0;
        memory.State.View<long>(_trials)[size] = trials.Count;
    }

    /// <summary>The setting that served a method best with about so many rows; null without experience.</summary>
    public int? Favoured(LearnerMemory memory, int rows, AdaptationMethod method)
    {
        var trials = memory.State.View<long>(_trials);
        int known = trials.Length - trials.Count(0L);
        if (known == 0)
        {
            return null;
        }

        int nearest = Enumerable.Range(0, known).MinBy(size => Math.Abs(Elementary.Log((double)rows / Sizes[size])));
        return (int)memory.State.View<long>(_settings)[(nearest * Methods) + (int)method];
    }

    /// <summary>What to expect of each method with so many rows, and how far to trust rows held back; without experience nothing, and wholly.</summary>
    public double Expect(LearnerMemory memory, int rows, Span<double> expected)
    {
        var trials = memory.State.View<long>(_trials);
        int known = trials.Length - trials.Count(0L);
        if (known == 0)
        {
            expected.Clear();
            return 1;
        }

        int upper = 1;
        while (upper < known && Sizes[upper] < rows)
        {
            upper++;
        }

        int low = upper - 1, high = Math.Min(upper, known - 1);
        double share = high == low ? 0 : Elementary.Log((double)rows / Sizes[low]) / Elementary.Log((double)Sizes[high] / Sizes[low]);
        share = Math.Clamp(share, 0, 1);
        var table = memory.State.View<double>(_expected);
        for (int method = 0; method < Methods; method++)
        {
            expected[method] = ((1 - share) * table[(low * Methods) + method]) + (share * table[(high * Methods) + method]);
        }

        var trust = memory.State.View<double>(_trust);
        return ((1 - share) * trust[low]) + (share * trust[high]);
    }

    /// <summary>Of the mean over tasks; infinite of one task.</summary>
    private static double StandardError(int[] tasks, double[] values)
    {
        double[] means = [.. tasks.Zip(values).GroupBy(pair => pair.First).Select(group => group.Average(pair => pair.Second))];
        double mean = means.Average();
        return means.Length < 2
            ? double.PositiveInfinity
            : Math.Sqrt(means.Sum(value => (value - mean) * (value - mean)) / (means.Length * (means.Length - 1.0)));
    }
}
