namespace AdaptiveML.Online.Tests;

[TestClass]
public sealed class RepeatTrackTests
{
    private readonly RepeatTrack<double> _track;
    private readonly LearnerMemory _memory;

    public RepeatTrackTests()
    {
        var layout = new MachineLayout<double>();
        _track = new(layout, "repeats", 2);
        _memory = new(layout.Parameters.Layout, layout.State, layout.Sequence, 8, keepsCopy: false);
        _memory.Activate(default);
    }

    [TestMethod]
    public void A_value_that_always_moves_is_stuck_from_its_twenty_fourth_repetition_on()
    {
        Move(100);
        for (int run = 2; run <= 40; run++)
        {
            Assert.AreEqual(run > 23, _track.IsStuck(_memory, 0, 99), $"as the {run}th of its kind");
            Update(99);
            Assert.AreEqual(run > 23, _track.IsStuck(_memory, 0));
        }

        Assert.IsFalse(_track.IsStuck(_memory, 0, 98), "it moves");
        Update(98);
        Assert.IsFalse(_track.IsStuck(_memory, 0));
    }

    [TestMethod]
    public void A_value_that_often_stands_is_stuck_after_three_times_its_longest_run()
    {
        for (int run = 0; run < 20; run++)
        {
            Stand(run, 100);
        }

        Stand(20, 310);
        Assert.IsFalse(_track.IsStuck(_memory, 0));
        Stand(20, 20);
        Assert.IsTrue(_track.IsStuck(_memory, 0));
    }

    [TestMethod]
    public void A_value_that_has_never_moved_is_not_stuck_and_awakes_once()
    {
        Stand(3, 5000);
        Assert.IsFalse(_track.IsStuck(_memory, 0));
        Assert.IsFalse(_track.Awakes(_memory, 0, 3));
        Assert.IsFalse(_track.Awakes(_memory, 0, double.NaN));
        Assert.IsTrue(_track.Awakes(_memory, 0, 4));
        Update(4);
        Stand(3, 5000);
        Assert.IsFalse(_track.Awakes(_memory, 0, 4), "it has moved before");
    }

    [TestMethod]
    public void A_value_that_is_not_known_ends_no_run_and_counts_for_none()
    {
        Move(100);
        for (int row = 0; row < 22; row++)
        {
            Update(99);
            Update(double.NaN);
        }

        Assert.AreEqual(23, _track.Run(_memory, 0));
        Assert.IsFalse(_track.IsStuck(_memory, 0));
        Update(99);
        Assert.IsTrue(_track.IsStuck(_memory, 0));
    }

    [TestMethod]
    public void Runs_are_a_sequences_own_and_what_is_usual_is_shared_by_those_that_teach_it()
    {
        Move(100);
        _memory.Activate(new RowContext { Sequence = SequenceKey.Of(7) });
        Stand(5, 24);
        Assert.AreEqual(24, _track.Run(_memory, 0));
        Assert.IsTrue(_track.IsStuck(_memory, 0), "the other sequence has shown that it moves");
        Stand(6, 24, isShared: false);
        Stand(7, 24, isShared: false);
        Assert.IsTrue(_track.IsStuck(_memory, 0), "a run that teaches nothing is not usual");
    }

    private void Move(int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            Update(row);
        }
    }

    private void Stand(double value, int rows, bool isShared = true)
    {
        for (int row = 0; row < rows; row++)
        {
            Update(value, isShared);
        }
    }

    private void Update(double value, bool isShared = true) => _track.Update(_memory, [value, 1], isShared);
}
