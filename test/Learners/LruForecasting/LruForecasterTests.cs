using AdaptiveML.Kernels;
using AdaptiveML.Learners.Lru;
using AdaptiveML.Learners.LruForecasting;
using AdaptiveML.Learners.Saving;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

[TestClass]
public sealed class LruForecasterTests
{
    private const int Horizon = 6;

    private static readonly LruForecasterOptions Options = new() { Horizon = Horizon, Period = 12 };

    [TestMethod]
    public void Each_step_of_a_longer_horizon_is_that_of_a_shorter_one()
    {
        double[][] rows = Series.Seasonal(600, 2);
        var longer = new LruForecaster<double>(2, 0, Options);
        foreach (int horizon in (int[])[1, 3])
        {
            var shorter = new LruForecaster<double>(2, 0, Options with { Horizon = horizon });
            foreach (var (some, all) in Series.Forecasts(shorter, rows).Zip(Series.Forecasts((LruForecaster<double>)longer.Clone(), rows)))
            {
                CollectionAssert.AreEqual(some[..(2 * horizon)], all[..(2 * horizon)]);
            }
        }
    }

    [TestMethod]
    public void A_seasonal_series_is_forecast_better_than_by_its_last_or_its_seasonal_value()
    {
        double[][] rows = Series.Seasonal(3000, 1);
        double[] errors = Series.Errors(new(1, 0, Options), rows, 1500, Horizon,
            (origin, ahead) => rows[origin][0], (origin, ahead) => rows[origin + ahead - 12][0]);
        Assert.IsLessThan(0.85 * Math.Min(errors[1], errors[2]), errors[0]);
    }

    [TestMethod]
    public void A_random_walk_is_forecast_hardly_worse_than_by_its_last_value()
    {
        double[][] rows = Series.RandomWalk(4000, 2);
        double[] errors = Series.Errors(new(2, 0, new() { Horizon = Horizon }), rows, 2000, Horizon, (origin, ahead) => rows[origin][0]);
        Assert.IsLessThan(1.02 * errors[1], errors[0]);
    }

    [TestMethod]
    public void A_value_known_beforehand_that_drives_the_series_is_made_use_of()
    {
        double[][] driven = Series.Driven(3000), alone = [.. driven.Select(row => row[..1])];
        double with = Series.Errors(new(1, 1, new()), driven, 1000, 1)[0], without = Series.Errors(new(1, 0, new()), alone, 1000, 1)[0];
        Assert.IsLessThan(0.2 * without, with);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(Horizon)]
    public void Intervals_cover_what_they_say_also_when_the_noise_grows(int ahead)
    {
        double[][] rows = Series.Seasonal(6000, 1, noise: row => row < 3000 ? 0.1 : 0.5);
        double[][] forecasts = [.. Series.Forecasts(new(1, 0, Options), rows)];
        foreach (var (from, to) in ((int, int)[])[(1000, 3000), (3000, 5000), (4000, 5990)])
        {
            double covered = Enumerable.Range(from, to - from).Average(origin => rows[origin + ahead][0] >= forecasts[origin][Horizon + ahead - 1]
                && rows[origin + ahead][0] <= forecasts[origin][(2 * Horizon) + ahead - 1] ? 1.0 : 0);
            Assert.AreEqual(0.95, covered, 0.02, $"rows {from} to {to}");
        }
    }

    [TestMethod]
    public void Values_that_are_missing_are_bridged_and_teach_nothing_false()
    {
        double[][] rows = Series.Seasonal(3000, 2), gaps = [.. rows.Select((row, t) => t % 5 == 2 ? [double.NaN, row[1]] : row)];
        var learner = new LruForecaster<double>(2, 0, Options);
        foreach (double[] forecast in Series.Forecasts(learner, gaps).Skip(100))
        {
            Assert.IsFalse(forecast.Any(value => !double.IsFinite(value)));
        }

        double whole = Series.Errors(new(2, 0, Options), rows, 1500, 1)[0];
        double broken = Series.Errors(new(2, 0, Options), gaps, 1500, 1, targets: rows)[0];
        Assert.IsLessThan(3 * whole, broken);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(5)]
    [DataRow(20)]
    public void After_a_fault_the_error_is_soon_what_it_was(int length)
    {
        double[][] rows = Series.Seasonal(2000, 2);
        foreach (var (fault, isRestless) in ((Func<double, double>, bool)[])[(value => (value * 50) + 50, true), (_ => -100, false), (_ => double.NaN, false),
            (_ => 1e30, false)])
        {
            // A fault of several rows is followed as a level; what it has taught is unlearnt in two hundred rows, if it was not long.
            int from = 1500 + length + (length > 1 ? 200 : 0);
            double tolerance = length <= 5 ? 1.5 : isRestless ? 15 : 4;
            double[][] hurt = [.. rows.Select((row, t) => t >= 1500 && t < 1500 + length ? [fault(row[0]), row[1]] : row)];
            double before = After(rows), after = After(hurt);
            Assert.IsLessThan(tolerance * before, after, $"{fault(3)} for {length} rows");

            double After(double[][] seen)
            {
                double[][] forecasts = [.. Series.Forecasts(new(2, 0, Options), seen)];
                return Enumerable.Range(from, 200).Average(origin => Math.Pow(forecasts[origin][0] - rows[origin + 1][0], 2));
            }
        }
    }

    [TestMethod]
    public void A_spike_behind_a_long_gap_is_a_spike()
    {
        double[][] rows = Series.Seasonal(2000, 1);
        double[][] gap = [.. rows.Select((row, t) => t is >= 1500 and < 1540 ? [double.NaN] : row)];
        double[][] spike = [.. gap.Select((row, t) => t == 1540 ? [1e6] : row)];

        Assert.IsLessThan(1.5 * After(gap), After(spike));

        double After(double[][] seen)
        {
            double[][] forecasts = [.. Series.Forecasts(new(1, 0, Options), seen)];
            return Enumerable.Range(1541, 200).Average(origin => Math.Pow(forecasts[origin][0] - rows[origin + 1][0], 2));
        }
    }

    [TestMethod]
    public void A_level_that_lasts_is_followed()
    {
        double[][] rows = [.. Series.Seasonal(2000, 1).Select((row, t) => new[] { row[0] + (t >= 1500 ? 500 : 0) })];
        double[][] forecasts = [.. Series.Forecasts(new(1, 0, Options), rows)];

        Assert.AreEqual(rows[1700][0], forecasts[1699][0], 5);
    }

    [TestMethod]
    public void Units_do_not_matter()
    {
        double[][] rows = Series.Seasonal(500, 1), scaled = [.. rows.Select(row => new[] { (row[0] * 1024) + 0 })];
        foreach (var (plain, large) in Series.Forecasts(new(1, 0, Options), rows).Zip(Series.Forecasts(new(1, 0, Options), scaled)).Skip(100))
        {
            Assert.AreEqual(plain[0] * 1024, large[0], 1e-6 * Math.Abs(large[0]) + 1e-6);
        }
    }

    [TestMethod]
    public void The_weights_of_the_experts_sum_to_one_and_leave_the_useless_ones()
    {
        double[] last = Series.Forecasts(new(1, 0, Options), Series.Seasonal(3000, 1)).Last();
        double[] weights = last[((3 * Horizon) + 1)..];
        Assert.HasCount(6, weights);
        Assert.AreEqual(1, weights.Sum(), 1e-9);
        Assert.IsLessThan(0.2, weights[0], "the last value, of a series that swings");
    }

    [TestMethod]
    public void Among_many_inputs_that_say_nothing_the_expert_of_the_own_past_has_most_of_the_say()
    {
        const int Noise = 30;
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 9);
        double value = 0;
        double[][] rows = new double[600][];
        for (int t = 0; t < rows.Length; t++)
        {
            value = (-0.9 * value) + (0.3 * random.NextNormal());
            rows[t] = new double[Noise + 1];
            rows[t][0] = value;
            for (int i = 1; i <= Noise; i++)
            {
                rows[t][i] = random.NextNormal();
            }
        }

        var learner = new LruForecaster<double>(1, Noise, new());
        double[] weights = Series.Forecasts(learner, rows).Last()[^learner.ExpertNames.Count..];
        Assert.AreEqual("OwnPast", learner.ExpertNames[^1]);
        Assert.IsGreaterThan(0.5, weights[^1], string.Join(", ", weights));
    }

    [TestMethod]
    public void The_loss_of_a_row_is_half_the_square_of_the_error_in_deviations()
    {
        double[][] rows = Series.Seasonal(500, 1);
        var learner = new LruForecaster<double>(1, 0, Options);
        double forecast = Series.Forecasts(learner, rows).Last()[0];
        double small = Loss(0.1), large = Loss(0.3);
        double deviation = Math.Sqrt(rows[^336..].Average(row => Math.Pow(row[0] - rows[^336..].Average(r => r[0]), 2)));
        Assert.AreEqual(0.5 * Math.Pow(0.1 / deviation, 2), small, 0.3 * small);
        Assert.AreEqual(9 * small, large, 1e-9 * large);

        double Loss(double error) => learner.Clone().Learn([forecast + error], [], new double[learner.OutputSize]).Loss;
    }

    [TestMethod]
    public void A_new_sequence_ten_times_as_large_has_bands_of_its_own_size()
    {
        double[][] rows = Series.Seasonal(1200, 1);
        var learner = new LruForecaster<double>(1, 0, Options);
        Assert.HasCount(1000, Series.Forecasts(learner, rows[..1000]).ToArray());
        double[] prediction = new double[learner.OutputSize];
        int covered = 0;
        for (int row = 1000; row < 1100; row++)
        {
            covered += prediction[Horizon] <= 10 * rows[row][0] && 10 * rows[row][0] <= prediction[2 * Horizon] ? 1 : 0;
            learner.Learn(new RowContext { Sequence = SequenceKey.Of("large") }, [10 * rows[row][0]], [], prediction);
        }

        Assert.IsGreaterThan(84, covered, "of 100, the first two of which have none");
    }

    [TestMethod]
    public void Sequences_that_share_no_readouts_are_forecast_as_if_each_had_its_own_forecaster()
    {
        var options = Options with { SharesReadouts = false, Unit = Options.Unit with { GradientMode = GradientMode.ReadoutOnly } };
        double[][][] all = [Series.Seasonal(300, 1), Series.RandomWalk(300, 1)];
        var together = new LruForecaster<double>(1, 0, options);
        LruForecaster<double>[] alone = [new(1, 0, options), new(1, 0, options)];
        double[] expected = new double[together.OutputSize], actual = new double[together.OutputSize];
        for (int row = 0; row < 300; row++)
        {
            for (int i = 0; i < 2; i++)
            {
                alone[i].Learn(all[i][row], [], expected);
                together.Learn(new RowContext { Sequence = SequenceKey.Of(i) }, all[i][row], [], actual);
                CollectionAssert.AreEqual(expected, actual);
            }
        }
    }

    [TestMethod]
    public void A_sequence_that_shares_readouts_is_forecast_well_from_its_beginning()
    {
        double[][] rows = Series.Seasonal(3000, 1);
        var learner = new LruForecaster<double>(1, 0, Options);
        Assert.HasCount(2000, Series.Forecasts(learner, rows[..2000]).ToArray());
        double[] prediction = new double[learner.OutputSize];
        double shared = 0, naive = 0;
        for (int row = 0; row < 200; row++)
        {
            if (row > 50)
            {
                shared += Math.Pow(prediction[0] - rows[row + 2000][0], 2);
                naive += Math.Pow(rows[row + 1999][0] - rows[row + 2000][0], 2);
            }

            learner.Learn(new RowContext { Sequence = SequenceKey.Of("new") }, rows[row + 2000], [], prediction);
        }

        Assert.IsLessThan(0.1 * naive, shared);
    }

    [TestMethod]
    public void A_saved_forecaster_goes_on_exactly()
    {
        double[][] rows = Series.Seasonal(400, 2);
        var learner = new LruForecaster<double>(2, 0, Options);
        Assert.HasCount(200, Series.Forecasts(learner, rows[..200]).ToArray());
        byte[] payload = learner.Encode(new Dictionary<string, string>());
        var loaded = LruForecaster<double>.Codec.Decode(payload, LearnerPayload.ReadHeader(payload));
        double[][] expected = [.. Series.Forecasts(learner, rows[200..])], actual = [.. Series.Forecasts(loaded, rows[200..])];
        for (int row = 0; row < 200; row++)
        {
            CollectionAssert.AreEqual(expected[row], actual[row]);
        }

        CollectionAssert.AreEqual(learner.Memory.Hash(), loaded.Memory.Hash());
    }

    [TestMethod]
    public void Options_out_of_range_are_refused_by_name()
    {
        foreach (var (options, name) in ((LruForecasterOptions, string)[])[
            (new() { Horizon = 0 }, "Horizon"), (new() { Period = 1 }, "Period"), (new() { Harmonics = 17 }, "Harmonics"),
            (new() { HalfLife = double.NaN }, "HalfLife"),
            (new() { Forgetting = 1.1 }, "Forgetting"), (new() { L2Regularization = 0 }, "L2Regularization"),
            (new() { ConfidenceLevel = 1 }, "ConfidenceLevel"), (new() { LargestChange = 0 }, "LargestChange")])
        {
            Assert.AreEqual(name, Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new LruForecaster<float>(1, 0, options)).ParamName);
        }

        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new LruForecaster<float>(0, 1, new()));
    }
}
