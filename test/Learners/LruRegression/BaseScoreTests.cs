using AdaptiveML.Kernels;
using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>
/// A label made of steps, which another model knows and no readout can see, and of a part that turns, which the other model was fitted before.
/// </summary>
[TestClass]
public sealed class BaseScoreTests
{
    private const int Count = 3000, Judged = 1000;

    private static readonly (float[] Input, float Steps, float Label)[] Rows = Make();

    private enum Estimate
    {
        None,
        Steps,
        Missing,
        Wrong,
        Wild,
    }

    [TestMethod]
    public void With_another_models_estimate_it_is_better_than_that_and_better_than_without()
    {
        double both = Error(Run(Estimate.Steps), Judged), alone = Error(Run(Estimate.None), Judged);
        double other = Enumerable.Range(Judged, Count - Judged).Average(row => Square(Rows[row].Steps - Rows[row].Label));
        Assert.IsLessThan(0.5 * alone, both);
        Assert.IsLessThan(0.5 * other, both);
    }

    [TestMethod]
    public void An_estimate_that_is_missing_is_silent_and_costs_nothing()
    {
        var missing = Run(Estimate.Missing);
        Assert.AreEqual(0f, missing.Shares[Judged..].Max());
        Assert.IsLessThan(1.1 * Error(Run(Estimate.None), Judged + 100), Error(missing, Judged + 100));
    }

    [TestMethod]
    public void An_estimate_that_is_wrong_from_a_row_on_costs_little_ten_rows_later()
    {
        var wrong = Run(Estimate.Wrong);
        var without = Run(Estimate.None);
        Assert.IsLessThan(0.5 * Error(without, Judged - 300, Judged), Error(wrong, Judged - 300, Judged));
        Assert.IsLessThan(1.3 * Error(without, Judged + 10, Judged + 200), Error(wrong, Judged + 10, Judged + 200));
        Assert.IsLessThan(1.1 * Error(without, Judged + 10), Error(wrong, Judged + 10));
    }

    [TestMethod]
    public void A_wild_estimate_leaves_nothing()
    {
        var (wild, sound) = (Run(Estimate.Wild), Run(Estimate.Steps));
        Assert.IsLessThan(30, Math.Abs(wild.Estimates[Judged]), "The estimate of the row is held to the range that labels have shown.");
        Assert.IsLessThan(1.2 * Error(sound, Judged + 5), Error(wild, Judged + 5));
    }

    [TestMethod]
    public void The_experts_of_the_estimate_come_last_and_only_where_there_is_one()
    {
        var without = new LruRegressor<float>(2, new()).ExpertNames;
        var with = new LruRegressor<float>(3, new() { HasBaseScore = true }).ExpertNames;
        CollectionAssert.AreEqual(
            new[] { "BaseScore", "BaseScoreCorrected", "PlainScored", "RecurrentScored", "RecurrentSlowScored" }, with.Except(without).ToArray());
        CollectionAssert.AreEqual(without.ToArray(), with.SkipLast(5).ToArray());
    }

    [TestMethod]
    public void All_else_learns_what_it_would_learn_without_it()
    {
        var (without, with) = (new LruRegressor<float>(2, new()), new LruRegressor<float>(3, new() { HasBaseScore = true }));
        foreach (var (input, steps, label) in Rows[..500])
        {
            without.Learn(input, [label], new float[without.OutputSize]);
            with.Learn([.. input, steps], [label], new float[with.OutputSize]);
        }

        CollectionAssert.AreEqual(without.Memory.Parameters.Bytes.ToArray(), with.Memory.Parameters.Bytes.ToArray());
    }

    [TestMethod]
    public void An_estimate_does_not_count_among_the_inputs_that_are_multiplied()
    {
        Assert.IsTrue(new LruRegressor<float>(13, new() { HasBaseScore = true }).SeesProducts);
        Assert.IsFalse(new LruRegressor<float>(13, new()).SeesProducts);
    }

    private static Course Run(Estimate estimate)
    {
        bool has = estimate != Estimate.None;
        var learner = new LruRegressor<float>(has ? 3 : 2, new() { HasBaseScore = has });
        float[] prediction = new float[learner.OutputSize], estimates = new float[Count], shares = new float[Count];
        for (int row = 0; row < Count; row++)
        {
            float score = row < Judged ? Rows[row].Steps : estimate switch
            {
                Estimate.Missing => float.NaN,
                Estimate.Wrong => -Rows[row].Steps,
                Estimate.Wild => row == Judged ? 1e9f : Rows[row].Steps,
                _ => Rows[row].Steps,
            };
            learner.Learn(has ? [.. Rows[row].Input, score] : Rows[row].Input, [Rows[row].Label], prediction);
            estimates[row] = prediction[0];
            shares[row] = has ? prediction[^5..].Sum() : 0;
        }

        return new(estimates, shares);
    }

    private static double Error(Course run, int from, int to = Count) =>
        Enumerable.Range(from, to - from).Average(row => Square(run.Estimates[row] - Rows[row].Label));

    private static double Square(double value) => value * value;

    private static (float[] Input, float Steps, float Label)[] Make()
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 1);
        var rows = new (float[] Input, float Steps, float Label)[Count];
        for (int row = 0; row < Count; row++)
        {
            double a = random.NextNormal(), b = random.NextNormal(), steps = 3 * Math.Sign(Math.Sin(5 * a)) * Math.Sign(Math.Cos(3 * b));
            rows[row] = ([(float)a, (float)b], (float)steps, (float)(steps + (2 * Math.Sin(row * 0.002) * a) + (0.1 * random.NextNormal())));
        }

        return rows;
    }

    /// <summary>What was said of each row, and the share of the experts that see the other model's estimate.</summary>
    private sealed record Course(float[] Estimates, float[] Shares);
}
