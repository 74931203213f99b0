using AdaptiveML.Kernels;
using AdaptiveML.Learners.TestTimeTraining;

namespace AdaptiveML.Learners.Tests;

/// <summary>What the published inner model does on streams of keys and values tied by a map that drifts.</summary>
[TestClass]
public sealed class InnerModelTests
{
    private const int Size = DriftingMap.Size;
    private const int Row = DriftingMap.Row;

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
        var drift = new DriftingMap(decay: 0.999);
        for (int t = 0; t < 500; t++)
        {
            drift.Next();
            drift.Key.CopyTo(rows.Keys, 0);
            drift.Value.CopyTo(rows.Values, 0);
            double size = Reductions.SumOfSquares<double>(weights);
            model.Forward(new() { Committed = weights, Scale = scale, Offset = new double[Row] }, rows, [1]);
            double before = model.Losses[0];
            model.Advance(rows.Rates.Length, weights, pending);
            InnerCommit.Run<double>(weights, pending, weights, 1, 0);
            model.Forward(new() { Committed = weights, Scale = scale, Offset = new double[Row] }, rows, [1]);
            Assert.IsLessThanOrEqualTo(before * (1 + 1e-12), model.Losses[0]);
            Assert.IsGreaterThanOrEqualTo(size * (1 - 1e-12), Reductions.SumOfSquares<double>(weights));
        }
    }

    [TestMethod]
    public void Gradients_at_one_start_make_of_it_a_map_of_the_query_and_a_correction_of_the_values()
    {
        const int Count = 12;
        var model = new InnerModel<double>(new(TttInnerModel.Linear, Size, Count) { Normalizes = false, HasResidual = false, HasBias = false });
        var tokens = new TokenRows<double>(Size, Size, Count);
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 3);
        double[] start = new double[model.Length], ones = [.. Enumerable.Repeat(1.0, Count)];
        for (int i = 0; i < Size * Size; i++)
        {
            start[model.Index(0, i / Size, i % Size)] = random.NextNormal();
        }

        var drift = new DriftingMap(decay: 1);
        for (int t = 0; t < Count; t++)
        {
            drift.Next();
            drift.Key.CopyTo(tokens.Keys, t * Row);
            drift.Value.CopyTo(tokens.Values, t * Row);
            drift.Next();
            drift.Key.CopyTo(tokens.Queries, t * Row);
            tokens.Rates[t] = 0.1 + (0.05 * t);
        }

        double Mapped(double[] rows, int t, int column) => Enumerable.Range(0, Size).Sum(i => rows[(t * Row) + i] * start[model.Index(0, i, column)]);
        double[] Outputs(double[] weights)
        {
            model.Forward(new() { Committed = weights, Scale = [], Offset = [] }, tokens, ones);
            return [.. tokens.Outputs];
        }

        double[] whole = Outputs(start);
        for (int t = 0; t < Count; t++)
        {
            for (int c = 0; c < Size; c++)
            {
                tokens.Values[(t * Row) + c] -= Mapped(tokens.Keys, t, c);
            }
        }

        double[] corrected = Outputs(new double[model.Length]);
        for (int t = 0; t < Count; t++)
        {
            for (int c = 0; c < Size; c++)
            {
                Assert.AreEqual(whole[(t * Row) + c], Mapped(tokens.Queries, t, c) + corrected[(t * Row) + c], 1e-11);
            }
        }
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
        var drift = new DriftingMap(decay: 0.9999);
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
            model.Advance(rows.Rates.Length, weights, pending);
            InnerCommit.Run<double>(weights, pending, start, tok[^1], forgetting);
            model.Losses.CopyTo(losses, t);
        }

        return losses;
    }
}
