using System.Globalization;
using AdaptiveML.MLNet.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.TextFiles;

[TestClass]
public sealed class CreateTextLoaderTests
{
    private readonly MLContext _context = new();

    [TestMethod]
    public void Columns_have_the_kinds_that_are_asked_for()
    {
        using var file = new TextFile("7,-8,2.5,true,text,3", "0,9,-.5,0,more,9");
        var loader = _context.Data.CreateTextLoader(
            [
                new("Whole", DataKind.Int32, 0),
                new("Long", DataKind.Int64, 1),
                new("Precise", DataKind.Double, 2),
                new("Flag", DataKind.Boolean, 3),
                new("Words", DataKind.String, 4),
                new("Key", DataKind.UInt32, [new TextLoader.Range(5)], new KeyCount(5)),
            ],
            separatorChar: ',');

        var view = loader.Load(new MultiFileSource(file.Path));

        CollectionAssert.AreEqual(new[] { 7, 0 }, view.GetColumn<int>("Whole").ToArray());
        CollectionAssert.AreEqual(new[] { -8L, 9 }, view.GetColumn<long>("Long").ToArray());
        CollectionAssert.AreEqual(new[] { 2.5, -.5 }, view.GetColumn<double>("Precise").ToArray());
        CollectionAssert.AreEqual(new[] { true, false }, view.GetColumn<bool>("Flag").ToArray());
        CollectionAssert.AreEqual(new[] { "text", "more" }, view.GetColumn<string>("Words").ToArray());
        Assert.AreEqual(new KeyDataViewType(typeof(uint), 5), view.Schema["Key"].Type);
        CollectionAssert.AreEqual(new uint[] { 4, 0 }, view.GetColumn<uint>("Key").ToArray());
    }

    [TestMethod]
    public void A_range_makes_a_vector_even_of_one_field()
    {
        using var file = new TextFile("1,2,3");
        var loader = _context.Data.CreateTextLoader(
            [new("One", DataKind.Single, 1, 1), new("Two", DataKind.Single, [new TextLoader.Range(2), new TextLoader.Range(0)])],
            ',');

        var view = loader.Load(new MultiFileSource(file.Path));

        CollectionAssert.AreEqual(new[] { 2f }, view.GetColumn<float[]>("One").Single());
        CollectionAssert.AreEqual(new[] { 3f, 1 }, view.GetColumn<float[]>("Two").Single());
    }

    [TestMethod]
    public void Slot_names_come_from_the_header_of_a_sample()
    {
        using var file = new TextFile("time, ant ,bee,cat", "1,2,3,4");
        var source = new MultiFileSource(file.Path);
        TextLoader.Column[] columns = [new("Features", DataKind.Single, 1, 3)];

        var named = _context.Data.CreateTextLoader(columns, ',', hasHeader: true, dataSample: source);
        var nameless = _context.Data.CreateTextLoader(columns, ',', hasHeader: true);

        CollectionAssert.AreEqual(
            new[] { "ant", "bee", "cat" },
            named.GetOutputSchema()["Features"].Annotation<VBuffer<ReadOnlyMemory<char>>>("SlotNames").Texts());
        Assert.IsNull(nameless.GetOutputSchema()["Features"].Annotations.Schema.GetColumnOrNull("SlotNames"));
        CollectionAssert.AreEqual(new[] { 2f, 3, 4 }, nameless.Load(source).GetColumn<float[]>("Features").Single());
    }

    [TestMethod]
    public void Several_files_follow_each_other_each_with_its_header()
    {
        using var one = new TextFile("Label", "1", "2");
        using var two = new TextFile("Label", "3");
        var loader = _context.Data.CreateTextLoader([new("Label", DataKind.Single, 0)], ',', hasHeader: true);

        var view = loader.Load(new MultiFileSource(one.Path, two.Path));

        CollectionAssert.AreEqual(new[] { 1f, 2, 3 }, view.GetColumn<float>("Label").ToArray());
    }

    [TestMethod]
    public void A_loader_for_a_type_reads_what_LoadFromTextFile_reads()
    {
        using var file = new TextFile("mon,1,2,3");

        var view = _context.Data.CreateTextLoader<Measurement>(',').Load(new MultiFileSource(file.Path));

        Assert.AreEqual(3f, view.GetColumn<float>("Label").Single());
    }

    [TestMethod]
    public void At_most_MaxRows_rows_are_read()
    {
        using var file = new TextFile("1", "2", "3");
        var options = new TextLoader.Options { Columns = [new("Label", DataKind.Single, 0)], Separators = [','], MaxRows = 2 };

        var view = _context.Data.LoadFromTextFile(file.Path, options);

        CollectionAssert.AreEqual(new[] { 1f, 2 }, view.GetColumn<float>("Label").ToArray());
    }

    [TestMethod]
    public void A_decimal_comma_is_read_if_the_options_say_so()
    {
        using var file = new TextFile("1,5;-,25;1.5");
        var options = new TextLoader.Options { Columns = [new("X", DataKind.Single, 0, 2)], Separators = [';'], DecimalMarker = ',' };

        var view = _context.Data.LoadFromTextFile(file.Path, options);

        CollectionAssert.AreEqual(new[] { 1.5f, -.25f, float.NaN }, view.GetColumn<float[]>("X").Single());
    }

    [TestMethod]
    public void Reading_one_column_gives_what_reading_all_gives()
    {
        using var file = new TextFile([.. Enumerable.Range(0, 500).Select(i => $"d{i},{i},{i % 3},{-i}")]);
        var view = _context.Data.LoadFromTextFile<Measurement>(file.Path, ',');

        var all = _context.Data.CreateEnumerable<Measurement>(view, reuseRowObject: false).ToArray();

        CollectionAssert.AreEqual(all.Select(m => m.Target).ToArray(), view.GetColumn<float>("Label").ToArray());
        CollectionAssert.AreEqual(all.Select(m => m.When).ToArray(), view.GetColumn<string>("When").ToArray());
        Assert.AreEqual("d499", all[499].When);
        CollectionAssert.AreEqual(new[] { 499f, 1 }, all[499].Features);
    }

    [TestMethod]
    public void A_vector_with_at_most_half_of_its_fields_present_is_sparse()
    {
        using var file = new TextFile(",5,,", "0,0,,", "1,,2,3");
        var view = _context.Data.LoadFromTextFile(file.Path, [new("X", DataKind.Single, 0, 3)], ',');

        var vectors = new List<VBuffer<float>>();
        using var cursor = view.GetRowCursor(view.Schema);
        while (cursor.MoveNext())
            vectors.Add(cursor.Get<VBuffer<float>>("X"));

        CollectionAssert.AreEqual(new[] { 1, 2, 4 }, vectors.Select(v => v.GetValues().Length).ToArray());
        CollectionAssert.AreEqual(new[] { 1 }, vectors[0].GetIndices().ToArray());
        CollectionAssert.AreEqual(new float[] { 0, 5, 0, 0 }, vectors[0].DenseValues().ToArray());
        CollectionAssert.AreEqual(new float[] { 1, 0, 2, 3 }, vectors[2].DenseValues().ToArray());
    }

    [TestMethod]
    public void A_Single_written_in_the_shortest_way_is_read_back_bit_for_bit()
    {
        var random = new Random(5);
        var values = Enumerable.Range(0, 3_000).Select(_ => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue))).Where(float.IsFinite).ToArray();
        using var file = new TextFile([.. values.Select(v => v.ToString("R", CultureInfo.InvariantCulture))]);

        var view = _context.Data.LoadFromTextFile(file.Path, [new("X", DataKind.Single, 0)], ',');

        CollectionAssert.AreEqual(values, view.GetColumn<float>("X").ToArray());
    }

    [TestMethod]
    public void The_vectors_of_a_view_read_in_parts_add_up_to_the_whole()
    {
        using var file = new TextFile([.. Enumerable.Range(0, 1_000).Select(i => $"d,{i},0,0")]);
        var view = _context.Data.LoadFromTextFile<Measurement>(file.Path, ',');

        var cursors = view.GetRowCursorSet(view.Schema, 4);
        var rows = cursors.AsParallel().WithDegreeOfParallelism(cursors.Length).SelectMany(Read).Order().ToArray();

        CollectionAssert.AreEqual(Enumerable.Range(0, 1_000).Select(i => (float)i).ToArray(), rows);
    }

    private static List<float> Read(DataViewRowCursor cursor)
    {
        using (cursor)
        {
            var values = new List<float>();
            VBuffer<float> features = default;
            var getter = cursor.GetGetter<VBuffer<float>>(cursor.Schema["Features"]);
            while (cursor.MoveNext())
            {
                getter(ref features);
                values.Add(features.GetItemOrDefault(0));
            }

            return values;
        }
    }
}
