using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

[TestClass]
public sealed class ConformalBandsTests
{
    [TestMethod]
    [DataRow(0.8)]
    [DataRow(0.95)]
    [DataRow(0.99)]
    public void Whatever_the_errors_do_their_share_outside_is_what_was_asked_for(double level)
    {
        foreach (var (name, size) in ((string, Func<int, double>)[])[
            ("steady", _ => 1), ("growing", row => Math.Pow(1.002, row)), ("jumping", row => row / 1000 % 2 == 0 ? 1 : 30), ("fading", row => 1.0 / (1 + row))])
        {
            Assert.AreEqual(level, Coverage(level, 8000, size), 0.01, name);
        }
    }

    [TestMethod]
    public void A_season_of_the_errors_makes_the_intervals_breathe()
    {
        var (bands, memory) = Make(0.95, places: 4);
        Drive(bands, memory, 4000, row => row % 4 == 0 ? 10 : 1);
        Assert.IsGreaterThan(4 * bands.HalfWidth(memory, 0, 4001), bands.HalfWidth(memory, 0, 4000));
    }

    [TestMethod]
    public void An_error_that_is_not_known_changes_nothing_and_before_the_first_there_is_no_interval()
    {
        var (bands, memory) = Make(0.95, places: 0);
        Assert.AreEqual(double.NaN, bands.HalfWidth(memory, 0, 0));
        byte[] before = memory.Hash();
        bands.Learn(memory, 0, 0, [double.NaN], [1]);
        CollectionAssert.AreEqual(before, memory.Hash());
        bands.Learn(memory, 0, 0, [2], [double.NaN]);
        Assert.AreEqual(5, bands.HalfWidth(memory, 0, 1), 1e-12);
    }

    [TestMethod]
    public void A_new_sequence_begins_with_the_width_that_another_has_come_to()
    {
        var (bands, memory) = Make(0.95, places: 0);
        Drive(bands, memory, 3000, _ => 4);
        double old = bands.HalfWidth(memory, 0, 3000);
        memory.Activate(new RowContext { Sequence = SequenceKey.Of("new") });
        Assert.AreEqual(old, bands.HalfWidth(memory, 0, 0), 0.2 * old);
        bands.Learn(memory, 0, 0, [100], [old]);
        Assert.IsLessThan(2 * old, bands.HalfWidth(memory, 0, 1), "one error does not make the scale");
    }

    [TestMethod]
    public void In_units_a_new_sequence_begins_with_the_width_of_others_in_its_own_unit_and_twice_as_wide()
    {
        var (bands, memory) = Make(0.95, places: 0);
        for (int row = 0; row < 1000; row++)
        {
            bands.Learn(memory, 0, row, [row % 2 == 0 ? 3 : -3], [7.5], [1]);
        }

        double old = Math.Max(0.1, 2.5 - (1000 * 0.2 * 0.05)) * 3;
        memory.Activate(new RowContext { Sequence = SequenceKey.Of("new") });
        Assert.AreEqual(2 * 100 * old, bands.HalfWidth(memory, 0, 0, 100), 1e-6 * old);
        Assert.AreEqual(double.NaN, bands.HalfWidth(memory, 0, 0, 0), "of a unit that is not known yet nothing follows");
    }

    [TestMethod]
    public void Before_any_error_the_unit_is_the_scale_and_widens_with_the_root_of_the_steps()
    {
        var layout = new MachineLayout<double>();
        var bands = new ConformalBands(layout, series: 1, steps: 4, places: 0, level: 0.9, inherits: false);
        var memory = new LearnerMemory(new(), layout.State, layout.Sequence, 1);
        bands.Initialize(memory);
        memory.Activate(default);
        Assert.AreEqual(2 * 2.5 * 3, bands.HalfWidth(memory, 0, 0, 3), 1e-12);
        Assert.AreEqual(2 * 2.5 * 3 * 2, bands.HalfWidth(memory, 3, 0, 3), 1e-12);
    }

    [TestMethod]
    public void Neither_a_giant_nor_a_long_silence_settles_the_scale()
    {
        var (bands, memory) = Make(0.95, places: 0);
        for (int row = 0; row < 500; row++)
        {
            bands.Learn(memory, 0, row, [row == 100 ? 1e12 : row % 3 - 1], [double.NaN], [1]);
        }

        Assert.IsLessThan(20, bands.HalfWidth(memory, 0, 500, 1));
        var (still, stillMemory) = Make(0.95, places: 0);
        for (int row = 0; row < 2000; row++)
        {
            still.Learn(stillMemory, 0, row, [row < 1800 ? 0 : 5], [double.NaN], [row < 1800 ? 1e-6 : 5]);
        }

        Assert.IsGreaterThan(5, still.HalfWidth(stillMemory, 0, 2000, 5));
    }

    [TestMethod]
    public void What_one_series_misses_widens_the_others_of_its_horizon_step_and_of_no_other()
    {
        var layout = new MachineLayout<double>();
        var bands = new ConformalBands(layout, series: 2, steps: 2, places: 0, level: 0.9, inherits: false);
        var memory = new LearnerMemory(new(), layout.State, layout.Sequence, 1);
        bands.Initialize(memory);
        memory.Activate(default);
        bands.Learn(memory, 0, 0, [1, 1], [double.NaN, double.NaN]);
        bands.Learn(memory, 1, 0, [1, 1], [double.NaN, double.NaN]);
        double same = bands.HalfWidth(memory, 1, 1), next = bands.HalfWidth(memory, 3, 1);
        for (int row = 1; row <= 10; row++)
        {
            bands.Learn(memory, 0, row, [9, double.NaN], [1, double.NaN]);
        }

        Assert.AreEqual(same + (10 * 0.2 * 0.9), bands.HalfWidth(memory, 1, 11), 1e-12, "a fifth of (miss − α) an error, times the scale, 1");
        Assert.AreEqual(next, bands.HalfWidth(memory, 3, 11));
    }

    private static double Coverage(double level, int rows, Func<int, double> size)
    {
        var (bands, memory) = Make(level, places: 0);
        return Drive(bands, memory, rows, size);
    }

    private static double Drive(ConformalBands bands, LearnerMemory memory, int rows, Func<int, double> size)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 7);
        int hits = 0;
        for (int row = 0; row < rows; row++)
        {
            double error = size(row) * random.NextNormal(), half = bands.HalfWidth(memory, 0, row);
            hits += Math.Abs(error) <= half ? 1 : 0;
            bands.Learn(memory, 0, row, [error], [half]);
        }

        return (double)hits / rows;
    }

    private static (ConformalBands Bands, LearnerMemory Memory) Make(double level, int places)
    {
        var layout = new MachineLayout<double>();
        var bands = new ConformalBands(layout, 1, 1, places, level, inherits: true);
        var memory = new LearnerMemory(new(), layout.State, layout.Sequence, 2);
        bands.Initialize(memory);
        memory.Activate(default);
        return (bands, memory);
    }
}
