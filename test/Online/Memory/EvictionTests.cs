namespace AdaptiveML.Online.Tests.Memory;

/// <summary>Which sequence makes room for another.</summary>
[TestClass]
public sealed class EvictionTests
{
    private const int Room = 64;

    [TestMethod]
    public void Of_sequences_in_turns_one_more_than_there_is_room_for_costs_a_few_and_not_all()
    {
        var memory = Make();
        Turns(memory, Room + 1, 100);
        long before = memory.Sequences.Evicted;
        Turns(memory, Room + 1, 100);
        Assert.IsLessThan(
            0.1 * 100 * (Room + 1), memory.Sequences.Evicted - before, "of 6,500 rows; the one silent for longest would be the next one needed at every row");
    }

    [TestMethod]
    public void The_sequence_of_the_row_before_never_makes_room()
    {
        var memory = Make();
        for (int row = 0; row < 2000; row++)
        {
            Enter(memory, row);
            Assert.IsNotNull(memory.Live.Find(SequenceKey.Of(row - 1)) ?? (row == 0 ? memory.Blank : null), $"row {row}");
        }
    }

    [TestMethod]
    public void A_copy_gives_up_the_same_sequences()
    {
        var memory = Make();
        Turns(memory, Room + 5, 10);
        var copy = memory.Copy();
        Turns(memory, Room + 9, 10);
        Turns(copy, Room + 9, 10);
        CollectionAssert.AreEqual(memory.Hash(), copy.Hash());
    }

    private static LearnerMemory Make() => new(new(), new(), new(), Room, keepsCopy: false);

    private static void Turns(LearnerMemory memory, int sequences, int turns)
    {
        for (int row = 0; row < sequences * turns; row++)
        {
            Enter(memory, row % sequences);
        }
    }

    private static void Enter(LearnerMemory memory, int sequence)
    {
        var row = new RowContext { Sequence = SequenceKey.Of(sequence) };
        memory.Activate(row);
    }
}
