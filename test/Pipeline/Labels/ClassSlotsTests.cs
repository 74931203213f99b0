using AdaptiveML.Online;

namespace AdaptiveML.Pipeline.Tests.Labels;

/// <summary>The slots that classes have in a score, and the indices by which a learner knows them.</summary>
[TestClass]
public sealed class ClassSlotsTests
{
    [TestMethod]
    public void A_value_of_the_keys_has_a_slot_before_it_is_learnt_and_keeps_it()
    {
        var classes = new ClassLabels(LabelTypes.Text).WithSlots(["c", "", "a", "b", "a"]).Append("b", "d");

        CollectionAssert.AreEqual(new[] { "c", "a", "b", "d" }, classes.Names);
        CollectionAssert.AreEqual(new[] { "b", "d" }, classes.LearntNames.ToArray());
        CollectionAssert.AreEqual(new[] { -1, -1, 0, 1 }, classes.Indices.ToArray());
        Assert.AreEqual((1, -1, 2), (classes.IndexOf("d"), classes.IndexOf("a"), classes.SlotOf("b")));
        CollectionAssert.AreEqual(new[] { -1, 2, 0, 1 }, classes.TryAppend("a")!.Indices.ToArray());
        Assert.Throws<ArgumentException>(() => classes.Append("b"));
    }

    [TestMethod]
    public void Going_back_takes_the_indices_and_the_slots_behind()
    {
        var classes = new ClassLabels(LabelTypes.Text).WithSlots(["c", "a", "b"]).Append("b", "c", "d");

        var first = classes.First(1);

        CollectionAssert.AreEqual(new[] { "c", "a", "b" }, first.Names);
        CollectionAssert.AreEqual(new[] { -1, -1, 0 }, first.Indices.ToArray());
        Assert.IsTrue(classes.Extends(first));
        Assert.IsFalse(first.Extends(classes));
        Assert.IsFalse(new ClassLabels(LabelTypes.Text).WithSlots(["c", "a", "b"]).Append("c").Extends(first));
    }

    [TestMethod]
    public void Slots_and_indices_are_saved()
    {
        var classes = new ClassLabels(LabelTypes.Text).WithSlots(["c", "a"]).Append("a");

        var read = SavedClasses.Read(SavedClasses.Write(classes));

        Assert.IsTrue(read.Extends(classes) && classes.Extends(read));
        Assert.DoesNotContain("Indices", SavedClasses.Write(new ClassLabels(LabelTypes.Text, "c", "a")));
        foreach (string indices in (string[])["[0]", "[1,-1]", "[0,0]", "[0,2]"])
        {
            Assert.Throws<InvalidDataException>(() => SavedClasses.Read($$"""{"Type":"Text","Names":["a","b"],"Indices":{{indices}}}"""));
        }
    }
}
