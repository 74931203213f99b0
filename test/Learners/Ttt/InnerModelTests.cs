using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.Tests;

/// <summary>What the inner models do on streams of keys and values tied by a map that drifts.</summary>
[TestClass]
public sealed class InnerModelTests
{
    private const int Size = 8;
    private const int Row = 16;

    [TestMethod]
    public void With_forgetting_a_long_drifting_stream_is_followed_as_well_late_as_early()
    {
        double[] losses = Follow(tokens: 100_000, forgetting: 0.003);
        double early = losses[1_000..6_000].Average(), late = losses[^5_000..].Average();
        Assert.IsLessThan(1.2 * early, late);
        double[] without = Follow(tokens: 100_000, forgetting: 0);
        Assert.IsLessThan(without[^5_000..].Average(), late, "without forgetting");
    }

    [TestMethod]
    public void The_delta_rule_has_less_than_half_the_error_of_decayed_linear_attention_under_drift()
    {
        var drift = new Drift(decay: 0.999);
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
        var drift = new Drift(decay: 1);
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
        var drift = new Drift(decay: 1);
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
        var drift = new Drift(decay: 0.999, common: 0.9);
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
        var drift = new Drift(decay: 1);
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

    [TestMethod]
    public void A_small_step_lowers_the_loss_of_its_own_token_and_never_shrinks_the_weights()
    {
        var model = new InnerModel<double>(new(TttInnerModel.Linear, Size, 1));
        var rows = new TokenRows<double>(Size, Size, 1);
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 2);
        double[] weights = new double[model.Length], pending = new double[model.Length], scale = new double[Row];
        for (int i = 0; i < Size * Size; i++)
        {
            weights[model.Index(0, i / Size, i % Size)] = 0.35 * random.NextNormal();
        }

        scale.AsSpan(0, Size).Fill(1);
        rows.Rates[0] = 0.01;
        var drift = new Drift(decay: 0.999);
        for (int t = 0; t < 500; t++)
        {
            drift.Next();
            drift.Key.CopyTo(rows.Keys, 0);
            drift.Value.CopyTo(rows.Values, 0);
            double size = Reductions.SumOfSquares<double>(weights);
            model.Forward(new() { Committed = weights, Scale = scale, Offset = new double[Row] }, rows, [1]);
            double before = model.Losses[0];
            model.Advance(rows.Rates, weights, pending);
            InnerCommit.Run<double>(weights, pending, weights, 1, 0);
            model.Forward(new() { Committed = weights, Scale = scale, Offset = new double[Row] }, rows, [1]);
            Assert.IsLessThanOrEqualTo(before * (1 + 1e-12), model.Losses[0]);
            Assert.IsGreaterThanOrEqualTo(size * (1 - 1e-12), Reductions.SumOfSquares<double>(weights));
        }
    }

    /// <summary>Share of right answers: six keys of length one, each with one of 16 values, written anew at random; the latest value of a random key is asked for.</summary>
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

    private static double[] Follow(int tokens, double forgetting)
    {
        const int Batch = 16;
        var shape = new InnerShape(TttInnerModel.Linear, Size, Batch);
        var model = new InnerModel<double>(shape);
        var rows = new TokenRows<double>(Size, Size, Batch);
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 2);
        double[] start = new double[model.Length], scale = new double[Row], pending = new double[model.Length], losses = new double[tokens];
        for (int i = 0; i < Size * Size; i++)
        {
            start[model.Index(0, i / Size, i % Size)] = 0.35 * random.NextNormal();
        }

        scale.AsSpan(0, Size).Fill(1);
        double[] weights = [.. start];
        double[] tok = [.. Enumerable.Range(1, Batch).Select(n => 1.0 / n)];
        rows.Rates.AsSpan().Fill(0.25);
        var drift = new Drift(decay: 0.9999);
        for (int t = 0; t < tokens; t += Batch)
        {
            for (int i = 0; i < Batch; i++)
            {
                drift.Next();
                drift.Key.CopyTo(rows.Keys, i * Row);

                // What the model can learn: the residual target has the mean and variance of what is normalised.
                Normalization.Normalize<double>(drift.Value, Size, rows.Values.AsSpan(i * Row, Row));
                for (int c = 0; c < Size; c++)
                {
                    rows.Values[(i * Row) + c] += drift.Key[c];
                }
            }

            model.Forward(new() { Committed = weights, Scale = scale, Offset = new double[Row] }, rows, tok);
            model.Advance(rows.Rates, weights, pending);
            InnerCommit.Run<double>(weights, pending, start, tok[^1], forgetting);
            model.Losses.CopyTo(losses, t);
        }

        return losses;
    }

    /// <summary>v = A k + noise, with A a random walk of variance one.</summary>
    private sealed class Drift
    {
        private readonly double _decay;
        private readonly double _common;
        private readonly ulong[] _state = new ulong[Xoshiro256.StateLength];
        private readonly double[] _map = new double[Size * Size];

        public Drift(double decay, double common = 0)
        {
            (_decay, _common) = (decay, common);
            var random = Xoshiro256.Seed(_state, 1);
            for (int i = 0; i < _map.Length; i++)
            {
                _map[i] = random.NextNormal();
            }
        }

        public double[] Key { get; } = new double[Row];

        public double[] Value { get; } = new double[Row];

        public void Next()
        {
            double step = Math.Sqrt(1 - (_decay * _decay));
            var random = new Xoshiro256(_state);
            double shared = _common == 0 ? 0 : _common * random.NextNormal(), own = Math.Sqrt(1 - (_common * _common));
            for (int i = 0; i < Size; i++)
            {
                Key[i] = shared + (own * random.NextNormal());
            }

            for (int i = 0; i < Size; i++)
            {
                Value[i] = 0.1 * random.NextNormal();
                for (int j = 0; j < Size; j++)
                {
                    ref double entry = ref _map[(i * Size) + j];
                    entry = (_decay * entry) + (step * random.NextNormal());
                    Value[i] += entry * Key[j];
                }
            }
        }
    }
}
