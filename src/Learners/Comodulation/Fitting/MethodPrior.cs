using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>
/// What held-back primary tasks taught about the methods, for some numbers of labelled rows: the balanced accuracy to expect of each, above the mean of all,
/// and how far to trust what rows held back say. Between two numbers of rows it goes by their logarithm.
/// </summary>
internal sealed class MethodPrior
{
    /// <summary>Numbers of labelled rows at which primary tasks are measured.</summary>
    public static readonly int[] Sizes = [10, 30, 100, 300];

    /// <summary>Number of methods.</summary>
    public static readonly int Methods = Enum.GetValues<AdaptationMethod>().Length;

    private readonly Field _expected;
    private readonly Field _trust;
    private readonly Field _trials;

    /// <summary>Adds the fields to <paramref name="state"/>.</summary>
    public MethodPrior(Layout state)
    {
        _expected = state.Add<double>("experience.expected", Sizes.Length, Methods);
        _trust = state.Add<double>("experience.trust", Sizes.Length);
        _trials = state.Add<long>("experience.trials", Sizes.Length);
    }

    /// <summary>Trials that were made.</summary>
    public long Trials(LearnerMemory memory) => memory.State.View<long>(_trials)[0];

    /// <summary>Takes in trials at one of <see cref="Sizes"/>.</summary>
    /// <remarks>
    /// Both what was found afterwards (x) and what rows held back had said (y) are taken above the mean of the methods. The expectation is the mean of x; τ² is
    /// the variance of x between trials, ε² the mean of (y − x)², and the trust τ² / (τ² + ε²): what a normal prior and a normal error make of it.
    /// </remarks>
    /// <param name="memory">Where to.</param>
    /// <param name="size">Index of the number of rows.</param>
    /// <param name="trials">For each trial and method what was found, and what rows held back had said.</param>
    public void Learn(LearnerMemory memory, int size, IReadOnlyList<(double Found, double HeldBack)[]> trials)
    {
        var expected = memory.State.View<double>(_expected).Slice(size * Methods, Methods);
        double between = 0, errors = 0;
        for (int method = 0; method < Methods; method++)
        {
            double mean = trials.Average(trial => Above(trial, method).Found);
            expected[method] = mean;
            foreach (var trial in trials)
            {
                var (found, heldBack) = Above(trial, method);
                between += (found - mean) * (found - mean) * (trials.Count / Math.Max(1.0, trials.Count - 1));
                errors += (heldBack - found) * (heldBack - found);
            }
        }

        memory.State.View<double>(_trust)[size] = between > 0 ? between / (between + errors) : 0;
        memory.State.View<long>(_trials)[size] = trials.Count;
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

    private static (double Found, double HeldBack) Above((double Found, double HeldBack)[] trial, int method) =>
        (trial[method].Found - trial.Average(one => one.Found), trial[method].HeldBack - trial.Average(one => one.HeldBack));
}
