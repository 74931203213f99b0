using AdaptiveML.Kernels;
using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Learners.Saving;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>A scale that follows the data: what sensors whose offset and unit wander off do to a regressor, with it and without.</summary>
[TestClass]
public sealed class DriftingScaleTests
{
    private const int Rows = 12_000, Inputs = 3;
    private const double HalfLife = 500;

    [TestMethod]
    [DataRow(300.0, 100.0)]
    [DataRow(-5000.0, 1000.0)]
    public void When_offset_and_unit_of_the_sensors_wander_far_the_error_recovers_and_with_the_fits_scale_it_does_not(double offset, double unit)
    {
        var (inputs, labels) = Plant();
        float[][] wandered = [.. inputs.Select((row, t) =>
            Array.ConvertAll(row, value => (float)((offset * Wandered(t)) + (value * (1 + ((unit - 1) * Wandered(t)))))))];

        double undisturbed = Error(HalfLife, inputs, labels), drifting = Error(HalfLife, wandered, labels), fixedScale = Error(null, wandered, labels);

        Assert.IsLessThan(1.5 * undisturbed, drifting);
        Assert.IsGreaterThan(1.5 * drifting, fixedScale);
    }

    [TestMethod]
    public void When_offset_and_unit_of_the_label_wander_far_the_error_recovers()
    {
        var (inputs, labels) = Plant();
        float[] wandered = [.. labels.Select((value, t) => (float)((3000 * Wandered(t)) + (value * (1 + (99 * Wandered(t))))))];

        Assert.IsLessThan(2.5 * 100 * 100 * Error(HalfLife, inputs, labels), Error(HalfLife, inputs, wandered));
    }

    [TestMethod]
    public void A_burst_of_outliers_hardly_moves_the_scale()
    {
        var (inputs, labels) = Plant();
        float[][] hurt = [.. inputs.Select((row, t) => t is >= 6000 and < 6020 ? [1e6f, .. row[1..]] : row)];

        Assert.IsLessThan(1.1 * Error(HalfLife, inputs, labels, 6020), Error(HalfLife, hurt, labels, 6020));
    }

    [TestMethod]
    public void A_saved_regressor_keeps_its_half_life_or_that_it_has_none()
    {
        var (inputs, labels) = Plant();
        foreach (double? halfLife in (double?[])[null, 300])
        {
            byte[] payload = Learner(halfLife, inputs, labels).Encode(new Dictionary<string, string>());
            Assert.AreEqual(halfLife, LruRegressor<float>.Codec.Decode(payload, LearnerPayload.ReadHeader(payload)).Options.HalfLife);
        }
    }

    [TestMethod]
    public void A_scale_that_drifts_begins_as_that_of_the_fit()
    {
        var (inputs, labels) = Plant();
        var (drifting, still) = (Learner(HalfLife, inputs, labels), Learner(null, inputs, labels));
        float[] expected = new float[still.OutputSize], actual = new float[still.OutputSize];
        still.Learn(inputs[0], [labels[0]], expected);
        drifting.Learn(inputs[0], [labels[0]], actual);

        CollectionAssert.AreEqual(expected, actual);
    }

    [TestMethod]
    public void What_a_sequence_shows_a_learner_that_only_follows_does_not_change_how_others_are_seen()
    {
        var (inputs, labels) = Plant();
        var learner = Learner(50, inputs, labels);
        RowContext one = new() { Sequence = SequenceKey.Of("one") }, other = new() { Sequence = SequenceKey.Of("other") };
        float[] before = new float[learner.OutputSize], after = new float[learner.OutputSize];
        for (int t = 0; t < 200; t++)
        {
            learner.Learn(t % 2 == 0 ? one : other, inputs[t], [labels[t]], before);
        }

        learner.Mode = UpdateMode.StateOnly;
        learner.Predict(other, inputs[200], before);
        for (int t = 200; t < 400; t++)
        {
            learner.Learn(one, [.. inputs[t].Select(value => value + 2)], [labels[t] + 3], after);
        }

        learner.Predict(other, inputs[200], after);
        CollectionAssert.AreEqual(before, after);
    }

    private static double Wandered(int row) => Math.Clamp((row - 2000) / 2000.0, 0, 1);

    /// <summary>A label that remembers its inputs, and is known now and then.</summary>
    private static (float[][] Inputs, float[] Labels) Plant()
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 8);
        float[][] inputs = new float[Rows][];
        float[] labels = new float[Rows];
        double memory = 0;
        for (int t = 0; t < Rows; t++)
        {
            inputs[t] = [(float)random.NextNormal(), (float)random.NextNormal(), (float)random.NextNormal()];
            memory = (0.9 * memory) + inputs[t][0];
            labels[t] = (float)(memory + (0.5 * inputs[t][1] * inputs[t][1]) + (0.1 * random.NextNormal()));
        }

        return (inputs, labels);
    }

    private static LruRegressor<float> Learner(double? halfLife, float[][] inputs, float[] labels)
    {
        var fitted = new TrainingRows<float>(Inputs, 1);
        for (int t = 0; t < 2000; t++)
        {
            fitted.Add(inputs[t], [labels[t]]);
        }

        var learner = new LruRegressor<float>(Inputs, new() { HalfLife = halfLife });
        learner.Standardize(fitted);
        return learner;
    }

    /// <summary>Mean squared error from a row on, of a label that every third row knows.</summary>
    private static double Error(double? halfLife, float[][] inputs, float[] labels, int from = Rows - 1000)
    {
        var learner = Learner(halfLife, inputs, labels);
        float[] prediction = new float[learner.OutputSize];
        double sum = 0;
        for (int t = 0; t < Rows; t++)
        {
            learner.Learn(inputs[t], [t % 3 == 0 ? labels[t] : float.NaN], prediction);
            sum += t >= from ? Math.Pow(prediction[0] - labels[t], 2) : 0;
        }

        return sum / (Rows - from);
    }
}
