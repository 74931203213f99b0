namespace AdaptiveML.PlantYear.Tests;

/// <summary>The catalogue itself.</summary>
[TestClass]
public sealed class CatalogueTests
{
    [TestMethod]
    public void More_rows_begin_with_the_same_rows()
    {
        foreach (var cell in Cells().Where(cell => cell.Fault == Fault.None))
        {
            Recording few = cell.Sound(300), more = cell.Sound(400);
            CollectionAssert.AreEqual(few.Truth, more.Truth[..300], cell.Name);
            CollectionAssert.AreEqual(few.Inputs.SelectMany(row => row).ToArray(), more.Inputs.Take(300).SelectMany(row => row).ToArray(), cell.Name);
        }
    }

    [TestMethod]
    public void A_fault_changes_rows_of_its_place_and_no_others()
    {
        foreach (var cell in Cells().Where(cell => cell.Fault != Fault.None && cell.Stream.MakeBeyondCap is null))
        {
            Recording sound = cell.Sound(cell.Rows), faulty = cell.Faulty();
            var place = cell.Place(sound);
            int[] changed = [.. Enumerable.Range(0, cell.Rows).Where(t => Differs(sound, faulty, t))];
            Assert.IsNotEmpty(changed, cell.Name);
            Assert.IsTrue(changed[0] >= place.From && changed[^1] < place.To, cell.Name);
        }
    }

    [TestMethod]
    [DataRow("regressor", 500)]
    [DataRow("forecaster", 350)]
    public void Every_stream_fault_cadence_and_fit_occurs(string machine, int cells)
    {
        Cell[] all = [.. Cells().Where(cell => cell.Machine.Name == machine)];
        Assert.IsGreaterThan(cells, all.Length);
        Assert.HasCount(all.Length, all.Select(cell => cell.Name).Distinct());
        AssertEachOccurs(all, cell => cell.Stream.Name, 2, all[0].Machine.Streams.Count);
        AssertEachOccurs(all, cell => cell.Fault.Name, 2, Catalogue.Faults.Count - (machine == "regressor" ? 0 : 1));
        AssertEachOccurs(all, cell => cell.Cadence.Name, 50, 3);
        AssertEachOccurs(all, cell => cell.Fit, 50, 4);
    }

    private static void AssertEachOccurs<T>(Cell[] cells, Func<Cell, T> key, int times, int kinds)
    {
        var groups = cells.GroupBy(key).ToArray();
        Assert.HasCount(kinds, groups);
        foreach (var group in groups)
        {
            Assert.IsGreaterThanOrEqualTo(times, group.Count(), $"{group.Key}");
        }
    }

    private static IEnumerable<Cell> Cells() => Catalogue.Machines.SelectMany(Catalogue.Of);

    private static bool Differs(Recording sound, Recording faulty, int row) =>
        !sound.Labels[row].Equals(faulty.Labels[row]) || !sound.Truth[row].Equals(faulty.Truth[row]) || !sound.Inputs[row].SequenceEqual(faulty.Inputs[row]);
}
