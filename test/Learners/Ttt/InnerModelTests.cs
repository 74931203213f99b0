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

    private static double[] Follow(int tokens, double forgetting)
    {
        const int Batch = 16;
        var shape = new InnerShape(InnerModelKind.Linear, Size, Batch);
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
        private readonly ulong[] _state = new ulong[Xoshiro256.StateLength];
        private readonly double[] _map = new double[Size * Size];

        public Drift(double decay)
        {
            _decay = decay;
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
            for (int i = 0; i < Size; i++)
            {
                Key[i] = random.NextNormal();
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
