using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>What is taken for a spike in a series, and what for a new level: the next value decides.</summary>
[TestClass]
public sealed class LevelTrackTests
{
    private const double Step = 500;

    private static readonly LevelTrack Track = new(336, 10, 12);

    [TestMethod]
    public void A_value_far_off_is_hedged_by_halves_and_the_next_decides()
    {
        var state = Settled();
        double offset = state.Offset;
        Assert.AreEqual((InputQuality.Spike, 0.0), Standardize(ref state, Step));
        Assert.AreEqual(offset + (0.5 * Step), LevelTrack.Hedge(state), "neither the value nor what was expected is right yet");

        var spike = state;
        Assert.AreEqual((InputQuality.Clean, 1.0), Standardize(ref spike, 1));
        Assert.AreEqual(0, LevelTrack.Hedge(spike), "nothing of a spike stays");

        var level = state;
        Assert.AreEqual(InputQuality.Clean, Standardize(ref level, Step + 1).Quality);
        Assert.AreEqual(Step, LevelTrack.Hedge(level), 1, "and a level is taken up at once");
        Assert.AreEqual(LevelTrack.Deviation(state), LevelTrack.Deviation(level), 0.2, "in which the scale is what it was");
    }

    [TestMethod]
    public void Missing_values_put_the_decision_off()
    {
        var state = Settled();
        Standardize(ref state, Step);
        for (int row = 0; row < 5; row++)
        {
            Assert.AreEqual((InputQuality.Imputed, 0.0), Standardize(ref state, double.NaN));
            Assert.AreEqual(0.5 * Step, LevelTrack.Hedge(state));
        }

        Assert.AreEqual(InputQuality.Clean, Standardize(ref state, Step).Quality);
    }

    [TestMethod]
    public void A_value_far_from_both_suggests_a_level_of_its_own()
    {
        var state = Settled();
        Standardize(ref state, Step);
        Assert.AreEqual(InputQuality.Spike, Standardize(ref state, -Step).Quality);
        Assert.AreEqual(-0.5 * Step, LevelTrack.Hedge(state), 0.2 * Step);
        Assert.AreEqual(InputQuality.Clean, Standardize(ref state, -Step).Quality);
        Assert.AreEqual(-Step, state.Offset, 1);
    }

    [TestMethod]
    public void What_earlier_suggestions_came_to_moves_the_hedge()
    {
        LevelState spikes = Settled(), levels = Settled();
        for (int time = 0; time < 3; time++)
        {
            Standardize(ref spikes, Step);
            Standardize(ref spikes, 0);
        }

        Standardize(ref spikes, Step);
        Assert.IsLessThan(0.25 * Step, LevelTrack.Hedge(spikes));
        Standardize(ref levels, Step);
        Standardize(ref levels, Step);
        double before = levels.Offset;
        Standardize(ref levels, 3 * Step);
        Assert.IsGreaterThan(before + (0.6 * (3 * Step - before)), LevelTrack.Hedge(levels));
    }

    [TestMethod]
    public void A_return_takes_up_the_level_before_exactly()
    {
        var state = Settled();
        foreach (double value in (double[])[1e30, 1e30, 1e30, 0.7, 0.3])
        {
            Standardize(ref state, value);
        }

        Assert.AreEqual(0, state.Offset);
        Assert.AreEqual((InputQuality.Clean, 0.6), Standardize(ref state, 0.6));
    }

    [TestMethod]
    public void Shifts_that_are_habitual_are_held_by_the_scale()
    {
        var state = Settled();
        for (int time = 0; time < 12; time++)
        {
            for (int row = 0; row < 6; row++)
            {
                Standardize(ref state, time % 2 == 0 ? Step : 0);
            }
        }

        Assert.AreEqual(InputQuality.Clean, Standardize(ref state, Step).Quality, "the thirteenth is no surprise");
    }

    [TestMethod]
    public void A_scale_that_has_seen_nothing_but_zeros_grows_with_what_comes()
    {
        LevelState state = default;
        for (int row = 0; row < 1500; row++)
        {
            Standardize(ref state, 0);
        }

        int refused = 0;
        for (int row = 0; row < 48; row++)
        {
            refused += Standardize(ref state, Math.Max(0, 50 * Math.Sin(2 * Math.PI * row / 24))).Quality == InputQuality.Clean ? 0 : 1;
        }

        Assert.IsLessThan(4, refused);
    }

    [TestMethod]
    [DataRow(3)]
    [DataRow(500)]
    public void A_single_giant_does_not_make_the_scale(int at)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 1);
        LevelState with = default, without = default;
        for (int row = 0; row < 600; row++)
        {
            double value = random.NextNormal();
            Standardize(ref without, value);
            Standardize(ref with, row == at ? 1e12 : value);
        }

        Assert.AreEqual(LevelTrack.Deviation(without), LevelTrack.Deviation(with), 0.2);
    }

    [TestMethod]
    public void Units_do_not_matter_to_the_bit()
    {
        const double Unit = 1.0 / (1L << 50) / (1L << 50);
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 2);
        LevelState plain = default, tiny = default;
        for (int row = 0; row < 400; row++)
        {
            double value = random.NextNormal() + (row % 90 == 50 ? 1000 : row > 300 ? 300 : 0);
            Assert.AreEqual(Standardize(ref plain, value).Seen * Unit, Standardize(ref tiny, value * Unit).Seen);
            Assert.AreEqual(LevelTrack.Hedge(plain) * Unit, LevelTrack.Hedge(tiny));
        }
    }

    [TestMethod]
    public void An_input_is_believed_as_it_is_and_widens_its_scale_when_it_lasts()
    {
        LevelState state = default;
        for (int row = 0; row < 200; row++)
        {
            Track.TakeInput(ref state, row % 2, out _);
        }

        double before = LevelTrack.Deviation(state);
        Assert.AreEqual(InputQuality.Clean, Track.TakeInput(ref state, Step, out double seen));
        Assert.AreEqual(Step, seen);
        Assert.IsLessThan(1.2 * before, LevelTrack.Deviation(state), "once is no level");
        Track.TakeInput(ref state, Step, out _);
        Assert.IsGreaterThan(0.15 * Step, LevelTrack.Deviation(state));
    }

    /// <summary>What a value is taken for, and what is seen of it, where 0 above the level was expected.</summary>
    private static (InputQuality Quality, double Seen) Standardize(ref LevelState state, double value)
    {
        var quality = Track.Update(ref state, value, 0, out double seen);
        return (quality, seen);
    }

    /// <summary>A series that has been 1 and −1 in turn for 200 rows.</summary>
    private static LevelState Settled()
    {
        LevelState state = default;
        for (int row = 0; row < 200; row++)
        {
            Standardize(ref state, row % 2 == 0 ? 1 : -1);
        }

        return state;
    }
}
