using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>When a guard gives synthetic gradients up, and when it takes them back.</summary>
[TestClass]
public sealed class GuardTrackTests
{
    private const int Block = 50;

    [TestMethod]
    public void A_twin_that_is_better_block_by_block_takes_over_and_gives_way_to_a_net_that_is_better_again()
    {
        var (track, memory) = Make(new() { CompareEvery = Block });
        List<RecurrentPhase> phases = [];
        for (int row = 0; row < 60 * Block; row++)
        {
            Step(track, memory, row, row < 30 * Block ? (0.6, 0.5) : (0.4, 0.5));
            if (phases.Count == 0 || phases[^1] != track.Phase(memory))
            {
                phases.Add(track.Phase(memory));
            }
        }

        CollectionAssert.AreEqual(new[] { RecurrentPhase.Online, RecurrentPhase.Fallback, RecurrentPhase.Probation, RecurrentPhase.Online }, phases);
        Assert.AreEqual(3, track.Transitions(memory).Count);
        Assert.AreEqual(-0.1, track.Difference(memory), 1e-12);
    }

    [TestMethod]
    public void Nothing_is_decided_before_there_are_as_many_blocks_as_decide()
    {
        var (track, memory) = Make(new() { CompareEvery = Block });
        for (int row = 0; row < 8 * Block; row++)
        {
            Assert.AreEqual((RecurrentPhase.Online, true), (track.Phase(memory), double.IsNaN(track.Difference(memory))));
            Step(track, memory, row, (9, 0.1));
        }

        Assert.AreEqual((RecurrentPhase.Fallback, 8L * Block), (track.Phase(memory), track.Transitions(memory).Row));
    }

    [TestMethod]
    public void A_twin_that_is_better_on_average_and_not_in_most_blocks_makes_a_net_suspect_and_no_more()
    {
        var (track, memory) = Make(new() { CompareEvery = Block });
        for (int row = 0; row < 40 * Block; row++)
        {
            Step(track, memory, row, row / Block % 8 == 3 ? (2, 0.5) : (0.48, 0.5));
            Assert.IsTrue(track.Phase(memory) < RecurrentPhase.Fallback);
        }

        Assert.AreEqual(RecurrentPhase.Suspect, track.Phase(memory));
    }

    [TestMethod]
    public void A_difference_within_the_margin_is_none()
    {
        var (track, memory) = Make(new() { CompareEvery = Block });
        for (int row = 0; row < 40 * Block; row++)
        {
            Step(track, memory, row, (0.505, 0.5));
        }

        Assert.AreEqual((RecurrentPhase.Online, 0L), (track.Phase(memory), track.Transitions(memory).Count));
    }

    [TestMethod]
    public void A_net_that_is_given_up_is_compared_from_then_on_anew()
    {
        var (track, memory) = Make(new() { CompareEvery = Block });
        for (int row = 0; row < 20 * Block; row++)
        {
            Step(track, memory, row, (0.4, 0.5));
        }

        Assert.IsTrue(track.GiveUp(memory, master: 0.6, twin: 0.5, 20 * Block));
        for (int row = 20 * Block; row < 27 * Block; row++)
        {
            Step(track, memory, row, (0.4, 0.5));
            Assert.AreEqual(RecurrentPhase.Fallback, track.Phase(memory));
        }

        for (int row = 27 * Block; row < 28 * Block; row++)
        {
            Step(track, memory, row, (0.4, 0.5));
        }

        Assert.AreEqual(RecurrentPhase.Online, track.Phase(memory));
    }

    [TestMethod]
    public void A_net_that_catches_up_is_suspect_and_no_more_and_one_that_stops_doing_so_is_given_up()
    {
        foreach (var (later, expected) in ((double, RecurrentPhase)[])[(0.53, RecurrentPhase.Suspect), (0.57, RecurrentPhase.Fallback)])
        {
            var (track, memory) = Make(new() { CompareEvery = Block });
            for (int row = 0; row < 8 * Block; row++)
            {
                Step(track, memory, row, (row < 4 * Block ? 0.6 : later, 0.5));
            }

            Assert.AreEqual(expected, track.Phase(memory));
        }
    }

    [TestMethod]
    public void A_lead_that_has_grown_is_seen_wherever_the_ring_of_blocks_begins()
    {
        var (track, memory) = Make(new() { CompareEvery = Block });
        for (int row = 0; row < 16 * Block; row++)
        {
            Step(track, memory, row, ((row / Block) switch { < 3 => 0.7, < 7 => 0.5, _ => 0.6 }, 0.5));
            Assert.IsTrue(row < (12 * Block) - 1 || track.Phase(memory) == RecurrentPhase.Fallback, $"{row}");
        }
    }

    [TestMethod]
    public void A_saturated_net_is_given_up_only_behind_its_twin()
    {
        var (track, memory) = Make(new() { CompareEvery = Block });
        for (int row = 0; row < Block / 2; row++)
        {
            Step(track, memory, row, (0.4, 0.5));
        }

        Assert.IsFalse(track.GiveUp(memory, master: 0.5, twin: 0.5, row: 30) || track.GiveUp(memory, master: 0.505, twin: 0.5, row: 31));
        Assert.AreEqual((RecurrentPhase.Online, 0L), (track.Phase(memory), track.Transitions(memory).Count));
        Assert.IsTrue(track.GiveUp(memory, master: 0.52, twin: 0.5, row: 32));
        Assert.AreEqual((RecurrentPhase.Fallback, 32L), (track.Phase(memory), track.Transitions(memory).Row));
    }

    private static void Step(GuardTrack track, LearnerMemory memory, int row, (double Master, double Twin) losses)
    {
        track.CountUpdate(memory);
        track.Learn(memory, losses.Master + (row % 2 == 0 ? 0.3 : -0.3), losses.Twin + (row % 2 == 0 ? 0.3 : -0.3), row + 1);
    }

    private static (GuardTrack Track, LearnerMemory Memory) Make(GuardOptions options)
    {
        var state = new Layout();
        var track = new GuardTrack(state, options);
        return (track, new LearnerMemory(new(), state, new(), 1));
    }
}
