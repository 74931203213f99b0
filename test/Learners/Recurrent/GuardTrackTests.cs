using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>When a guard gives synthetic gradients up, and when it takes them back.</summary>
[TestClass]
public sealed class GuardTrackTests
{
    [TestMethod]
    public void Audits_that_speak_against_synthetic_gradients_switch_them_off_and_good_ones_back_on_with_half_the_weight()
    {
        var (track, memory) = Make(new());
        List<RecurrentPhase> phases = [];
        for (int audit = 0; audit < 60; audit++)
        {
            track.Learn(memory, audit is >= 10 and < 30 ? (0.5, 0.7) : (0.9, 0.7), 0.1, audit + 1);
            if (phases.Count == 0 || phases[^1] != track.Phase(memory))
            {
                phases.Add(track.Phase(memory));
            }
        }

        CollectionAssert.AreEqual(
            new[] { RecurrentPhase.Online, RecurrentPhase.Suspect, RecurrentPhase.Fallback, RecurrentPhase.Probation, RecurrentPhase.Online }, phases);
        Assert.AreEqual(0.5, track.Factor(memory));
        Assert.AreEqual(4, track.Transitions(memory).Count);
    }

    [TestMethod]
    public void A_single_bad_audit_switches_nothing_off()
    {
        var (track, memory) = Make(new());
        for (int audit = 0; audit < 40; audit++)
        {
            track.Learn(memory, audit % 7 == 6 ? (0.4, 0.7) : (0.9, 0.7), 0.1, audit + 1);
            Assert.AreEqual(RecurrentPhase.Online, track.Phase(memory));
        }
    }

    [TestMethod]
    public void Audits_count_for_nothing_while_the_loss_is_as_good_as_ever()
    {
        var (track, memory) = Make(new());
        for (int audit = 0; audit < 40; audit++)
        {
            track.Learn(memory, (0.1, 0.7), 0, audit + 1);
            Assert.AreEqual(RecurrentPhase.Online, track.Phase(memory));
        }
    }

    [TestMethod]
    public void A_guard_that_may_not_switch_only_watches()
    {
        var (track, memory) = Make(new() { Switches = false });
        for (int audit = 0; audit < 40; audit++)
        {
            track.Learn(memory, (0.1, 0.7), 0.1, audit + 1);
        }

        Assert.AreEqual((RecurrentPhase.Online, 40L), (track.Phase(memory), track.Count(memory)));
        Assert.AreEqual(-0.6, track.Gain(memory), 1e-12);
    }

    private static (GuardTrack Track, LearnerMemory Memory) Make(GuardOptions options)
    {
        var state = new Layout();
        var track = new GuardTrack(state, string.Empty, options);
        var memory = new LearnerMemory(new(), state, new(), 1);
        track.Initialize(memory);
        return (track, memory);
    }
}
