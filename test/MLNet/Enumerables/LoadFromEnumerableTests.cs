using AdaptiveML.MLNet.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.Enumerables;

[TestClass]
public sealed class LoadFromEnumerableTests
{
    private readonly MLContext _context = new();

    [TestMethod]
    public void Members_become_columns_of_matching_types()
    {
        var schema = _context.Data.LoadFromEnumerable(Array.Empty<Kinds>()).Schema;

        var types = schema.ToDictionary(c => c.Name, c => c.Type);
        Assert.AreEqual(NumberDataViewType.Single, types["Real"]);
        Assert.AreEqual(NumberDataViewType.Double, types["Precise"]);
        Assert.AreEqual(NumberDataViewType.Int32, types["Whole"]);
        Assert.AreEqual(NumberDataViewType.Int64, types["Field"]);
        Assert.AreEqual(BooleanDataViewType.Instance, types["Flag"]);
        Assert.AreEqual(TextDataViewType.Instance, types["Text"]);
        Assert.AreEqual(TextDataViewType.Instance, types["Memory"]);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 2), types["Pair"]);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single), types["AnySize"]);
        Assert.AreEqual(new KeyDataViewType(typeof(uint), 5), types["Key"]);
        Assert.AreEqual(NumberDataViewType.Single, types["Renamed"]);
        Assert.IsFalse(types.ContainsKey("Hidden"));
        Assert.HasCount(11, types);
    }

    [TestMethod]
    public void A_null_text_reads_as_empty()
    {
        var view = _context.Data.LoadFromEnumerable([new Reading { Name = null, Features = [1, 2, 3] }]);

        Assert.AreEqual(0, view.GetColumn<ReadOnlyMemory<char>>("Name").Single().Length);
        Assert.AreEqual("", view.GetColumn<string>("Name").Single());
    }

    [TestMethod]
    public void A_null_row_throws_and_the_cursor_stays_usable()
    {
        var view = _context.Data.LoadFromEnumerable([new Reading(), null!, new Reading { Index = 2 }]);
        using var cursor = view.GetRowCursor(view.Schema);

        Assert.IsTrue(cursor.MoveNext());
        Assert.Throws<Exception>(() => cursor.MoveNext());
        Assert.IsTrue(cursor.MoveNext());
        Assert.AreEqual(2f, cursor.Get<float>("Index"));
    }

    [TestMethod]
    public void A_null_vector_reads_as_a_vector_without_values()
    {
        var view = _context.Data.LoadFromEnumerable([new Reading()]);
        using var cursor = view.GetRowCursor(view.Schema);
        cursor.MoveNext();

        var features = cursor.Get<VBuffer<float>>("Features");

        Assert.AreEqual(0, features.Length);
    }

    [TestMethod]
    public void A_list_knows_its_count_and_is_never_shuffled()
    {
        var view = _context.Data.LoadFromEnumerable(Readings.Take(50));

        Assert.IsFalse(view.CanShuffle);
        Assert.AreEqual(50L, view.GetRowCount());
        using var cursor = view.GetRowCursor(view.Schema, new Random(1));
        for (var i = 0; cursor.MoveNext(); i++)
            Assert.AreEqual((float)i, cursor.Get<float>("Index"));
    }

    [TestMethod]
    public void A_sequence_has_no_count_and_is_enumerated_once_a_cursor()
    {
        var enumerations = 0;
        IEnumerable<Reading> Sequence()
        {
            enumerations++;
            foreach (var row in Readings.Take(5))
                yield return row;
        }

        var view = _context.Data.LoadFromEnumerable(Sequence());

        Assert.IsNull(view.GetRowCount());
        Assert.AreEqual(0, enumerations);
        for (var pass = 1; pass <= 2; pass++)
        {
            using var cursor = view.GetRowCursor(view.Schema, new Random(1));
            for (var i = 0; i < 5; i++)
            {
                Assert.IsTrue(cursor.MoveNext());
                Assert.AreEqual((float)i, cursor.Get<float>("Index"));
            }

            Assert.IsFalse(cursor.MoveNext());
            Assert.AreEqual(pass, enumerations);
        }
    }

    [TestMethod]
    public void Rows_are_read_when_the_cursor_comes_to_them()
    {
        var rows = Readings.Take(3);
        var view = _context.Data.LoadFromEnumerable(rows);
        using var cursor = view.GetRowCursor(view.Schema);
        cursor.MoveNext();

        rows[1].Index = 41;

        cursor.MoveNext();
        Assert.AreEqual(41f, cursor.Get<float>("Index"));
    }

    [TestMethod]
    public void Positions_count_from_zero_and_ids_differ()
    {
        var view = _context.Data.LoadFromEnumerable(Readings.Take(4));
        using var cursor = view.GetRowCursor(view.Schema);
        Assert.AreEqual(-1L, cursor.Position);
        var getId = cursor.GetIdGetter();
        var ids = new HashSet<DataViewRowId>();

        for (var i = 0; cursor.MoveNext(); i++)
        {
            DataViewRowId id = default;
            getId(ref id);
            Assert.IsTrue(ids.Add(id));
            Assert.AreEqual(i, cursor.Position);
        }

        Assert.HasCount(4, ids);
    }

    [TestMethod]
    public void A_vector_of_another_size_than_declared_is_handed_on_as_it_is()
    {
        var view = _context.Data.LoadFromEnumerable([new Reading { Features = [1, 2] }]);

        Assert.AreEqual(3, ((VectorDataViewType)view.Schema["Features"].Type).Size);
        CollectionAssert.AreEqual(new float[] { 1, 2 }, view.GetColumn<float[]>("Features").Single());
    }

    private sealed class Kinds
    {
        public float Real { get; set; }

        public double Precise { get; set; }

        public int Whole { get; set; }

        public long Field = 1;

        public bool Flag { get; set; }

        public string? Text { get; set; }

        public ReadOnlyMemory<char> Memory { get; set; }

        [VectorType(2)]
        public float[]? Pair { get; set; }

        public VBuffer<float> AnySize { get; set; }

        [KeyType(5)]
        public uint Key { get; set; }

        [ColumnName("Renamed")]
        public float Other { get; set; }

        [NoColumn]
        public float Hidden { get; set; }
    }
}
