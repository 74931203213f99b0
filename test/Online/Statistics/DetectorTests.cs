using AdaptiveML.Kernels;

namespace AdaptiveML.Online.Tests;

/// <summary>Detectors of change on streams whose change is known.</summary>
[TestClass]
public sealed class DetectorTests
{
    [TestMethod]
    public void The_window_finds_a_change_soon_and_forgets_what_was_before_it()
    {
        var (detector, memory) = Window();
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 1);
        int found = -1;
        for (int row = 0; row < 4000; row++)
        {
            bool wasCut = detector.Add(memory, random.NextNormal() + (row < 2000 ? 0 : 1));
            Assert.IsFalse(wasCut && row < 2000, $"row {row}");
            found = wasCut && found < 0 ? row : found;
        }

        Assert.IsInRange(2000, 2150, found);
        Assert.IsInRange(1500L, 2100L, detector.Count(memory));
        Assert.AreEqual(1, detector.Mean(memory), 0.1);
    }

    [TestMethod]
    public void The_window_holds_all_of_a_stream_that_does_not_change_in_memory_that_does_not_grow()
    {
        var (detector, memory) = Window();
        for (int row = 0; row < 100_000; row++)
        {
            Assert.IsFalse(detector.Add(memory, row % 2));
        }

        Assert.AreEqual(100_000, detector.Count(memory));
        Assert.AreEqual(0.5, detector.Mean(memory), 1e-12);
        Assert.IsLessThan(8192, memory.State.Bytes.Length);
    }

    [TestMethod]
    public void The_test_begins_anew_after_an_alarm_and_takes_no_notice_of_a_mean_that_falls()
    {
        var state = new Layout();
        var detector = new PageHinkley("test", new() { Threshold = 10 }, state);
        var memory = new LearnerMemory(new(), state, new(), 1);
        List<int> alarms = [];
        for (int row = 0; row < 3000; row++)
        {
            if (detector.Add(memory, row < 1000 ? 1 : row < 2000 ? 0 : 2))
            {
                alarms.Add(row);
            }
        }

        CollectionAssert.AreEqual(alarms.Where(row => row is > 2000 and < 2020).ToArray(), alarms);
        Assert.HasCount(1, alarms);
    }

    [TestMethod]
    public void Options_out_of_range_are_refused_by_name()
    {
        Assert.AreEqual(
            "Threshold", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new PageHinkley("test", new() { Threshold = 0 }, new())).ParamName);
        Assert.AreEqual("confidence", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new AdaptiveWindow("test", 1, new())).ParamName);
    }

    private static (AdaptiveWindow Detector, LearnerMemory Memory) Window()
    {
        var state = new Layout();
        return (new("window", 0.002, state), new(new(), state, new(), 1));
    }
}
