using AdaptiveML.Kernels;
using AdaptiveML.Learners.TestTimeTraining;

namespace AdaptiveML.Learners.Tests;

/// <summary>What inner rules without layer normalisation make of streams of keys and values.</summary>
[TestClass]
public sealed class InnerRuleTests
{
    private const int Size = DriftingMap.Size;
    private const int Row = DriftingMap.Row;

    [TestMethod]
    public void The_delta_rule_has_less_than_half_the_error_of_decayed_linear_attention_under_drift()
    {
        var drift = new DriftingMap(decay: 0.999);
        var rule = new DeltaRule<double>(Size, Size);
        double[] corrected = new double[rule.Length], implicitly = new double[rule.Length], summed = new double[rule.Length], output = new double[Row];
        double correctedError = 0, implicitError = 0, summedError = 0;
        for (int t = 0; t < 4_000; t++)
        {
            drift.Next();
            double Error(double[] weights)
            {
                rule.Forward(weights, drift.Key, output);
                return t < 200 ? 0 : output.Zip(drift.Value, (z, v) => (z - v) * (z - v)).Sum();
            }

            correctedError += Error(corrected);
            implicitError += Error(implicitly);
            summedError += Error(summed);
            rule.Update(corrected, drift.Key, drift.Value, 0.05, 1);
            rule.Update(implicitly, drift.Key, drift.Value, DeltaRule<double>.ImplicitStep(0.1, drift.Key), 1);
            for (int i = 0; i < summed.Length; i++)
            {
                summed[i] *= 0.98;
            }

            Matrices.AddTransposedProduct<double>(drift.Key, Size, [0.02], drift.Value, summed);
        }

        Assert.IsLessThan(0.5 * summedError, correctedError);
        Assert.IsLessThan(0.5 * summedError, implicitError);
    }

    [TestMethod]
    public void The_implicit_step_is_stable_where_the_delta_rule_is_not()
    {
        var drift = new DriftingMap(decay: 1);
        var rule = new DeltaRule<double>(Size, Size);
        double[] explicitly = new double[rule.Length], implicitly = new double[rule.Length];
        for (int t = 0; t < 2_000; t++)
        {
            drift.Next();
            rule.Update(explicitly, drift.Key, drift.Value, 1, 1);
            rule.Update(implicitly, drift.Key, drift.Value, DeltaRule<double>.ImplicitStep(1, drift.Key), 1);
        }

        Assert.IsLessThan(5, implicitly.Max(Math.Abs));
        Assert.IsFalse(explicitly.All(weight => Math.Abs(weight) < 1e6));
    }

    [TestMethod]
    public void A_key_of_length_one_is_looked_up_exactly_after_a_step_of_one()
    {
        var drift = new DriftingMap(decay: 1);
        var rule = new DeltaRule<double>(Size, Size);
        double[] weights = new double[rule.Length], output = new double[Row];
        for (int t = 0; t < 20; t++)
        {
            drift.Next();
            double length = Math.Sqrt(Reductions.SumOfSquares<double>(drift.Key));
            double[] key = [.. drift.Key.Select(k => k / length)];
            rule.Update(weights, key, drift.Value, 1, 1);
            rule.Forward(weights, key, output);
            for (int i = 0; i < Size; i++)
            {
                Assert.AreEqual(drift.Value[i], output[i], 1e-12);
            }
        }
    }

    [TestMethod]
    public void Correlated_keys_are_beyond_linear_attention_and_not_beyond_a_normalised_step()
    {
        var drift = new DriftingMap(decay: 0.999, common: 0.9);
        var rule = new DeltaRule<double>(Size, Size);
        double[] corrected = new double[rule.Length], summed = new double[rule.Length], output = new double[Row];
        double correctedError = 0, summedError = 0, variance = 0;
        for (int t = 1; t < 2_000; t++)
        {
            drift.Next();
            double Error(double[] weights, double scale)
            {
                rule.Forward(weights, drift.Key, output);
                return t < 200 ? 0 : output.Zip(drift.Value, (z, v) => ((scale * z) - v) * ((scale * z) - v)).Sum();
            }

            correctedError += Error(corrected, 1);
            summedError += Error(summed, 1.0 / t);
            variance += t < 200 ? 0 : drift.Value.Sum(v => v * v);
            rule.Update(corrected, drift.Key, drift.Value, 0.5 / Reductions.SumOfSquares<double>(drift.Key), 1);
            Matrices.AddTransposedProduct<double>(drift.Key, Size, [1], drift.Value, summed);
        }

        Assert.IsGreaterThan(variance, summedError);
        Assert.IsLessThan(0.2 * variance, correctedError);
    }

    [TestMethod]
    public void What_is_overwritten_is_recalled_by_correction_and_lost_in_a_sum()
    {
        double plain = Recall((rule, weights, key, value) => Matrices.AddTransposedProduct<double>(key, Size, [1], value, weights));
        double decayed = Recall((rule, weights, key, value) =>
        {
            for (int i = 0; i < weights.Length; i++)
            {
                weights[i] *= 0.9;
            }

            Matrices.AddTransposedProduct<double>(key, Size, [1], value, weights);
        });
        double corrected = Recall((rule, weights, key, value) => rule.Update(weights, key, value, 1, 1));
        Assert.IsLessThan(0.25, plain);
        Assert.IsGreaterThan(plain, decayed);
        Assert.IsGreaterThan(1.2 * decayed, corrected);
        Assert.IsGreaterThan(0.55, corrected);
    }

    [TestMethod]
    public void Orthonormal_keys_make_correction_and_sum_the_same()
    {
        var tokens = new TokenRows<double>(Size, Size, Size);
        var drift = new DriftingMap(decay: 1);
        for (int t = 0; t < Size; t++)
        {
            drift.Next();
            drift.Value.CopyTo(tokens.Values, t * Row);
            drift.Key.CopyTo(tokens.Queries, t * Row);
            tokens.Keys[(t * Row) + ((3 * t) % Size)] = 1;
            (tokens.Rates[t], tokens.Retentions[t]) = (1, 1);
        }

        double[] Outputs(InnerRule rule)
        {
            var memory = new DeltaMemory<double>(rule, Size, Size, Size);
            memory.Forward(new() { Committed = new double[memory.Length], Scale = [], Offset = [] }, tokens, new double[Size]);
            return [.. tokens.Outputs];
        }

        double[] summed = Outputs(InnerRule.LinearAttention), corrected = Outputs(InnerRule.Delta);
        Assert.IsGreaterThan(1, summed.Max());
        for (int i = 0; i < summed.Length; i++)
        {
            Assert.AreEqual(summed[i], corrected[i], 1e-10);
        }
    }

    /// <summary>
    /// Share of right answers: six keys of length one, each with one of 16 values, written anew at random; the latest value of a random key is asked for.
    /// </summary>
    private static double Recall(Action<DeltaRule<double>, double[], double[], double[]> write)
    {
        int right = 0;
        for (ulong seed = 0; seed < 10; seed++)
        {
            var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
            double[][] Draw(int count, Xoshiro256 random)
            {
                var rows = new double[count][];
                for (int n = 0; n < count; n++)
                {
                    rows[n] = new double[Row];
                    for (int i = 0; i < Size; i++)
                    {
                        rows[n][i] = random.NextNormal();
                    }
                }

                return rows;
            }

            double[][] keys = Draw(6, random), codes = Draw(16, random);
            foreach (double[] key in keys)
            {
                double length = Math.Sqrt(Reductions.SumOfSquares<double>(key));
                for (int i = 0; i < Size; i++)
                {
                    key[i] /= length;
                }
            }

            var rule = new DeltaRule<double>(Size, Size);
            double[] weights = new double[rule.Length], output = new double[Row];
            int[] held = new int[6];
            for (int t = 0; t < 600; t++)
            {
                int key = t < 6 ? t : (int)(random.NextUniform() * 6), asked = (int)(random.NextUniform() * Math.Min(t + 1, 6));
                held[key] = (int)(random.NextUniform() * 16);
                write(rule, weights, keys[key], codes[held[key]]);
                rule.Forward(weights, keys[asked], output);
                int nearest = Enumerable.Range(0, 16).MinBy(code => output.Zip(codes[code], (z, v) => (z - v) * (z - v)).Sum());
                right += nearest == held[asked] ? 1 : 0;
            }
        }

        return right / 6000.0;
    }
}
