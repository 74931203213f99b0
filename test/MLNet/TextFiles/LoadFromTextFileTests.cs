using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.TextFiles;

[TestClass]
public sealed class LoadFromTextFileTests
{
    private readonly MLContext _context = new();

    [TestMethod]
    public void Attributes_map_fields_to_columns()
    {
        using var file = new TextFile("mon\t1.5\t-2\t3e2", "tue\t0\t.25\t-1");

        var view = _context.Data.LoadFromTextFile<Measurement>(file.Path);

        CollectionAssert.AreEqual(
            new[] { "When String", "Features Vector<Single, 2>", "Label Single" },
            view.Schema.Select(c => $"{c.Name} {c.Type}").ToArray());
        CollectionAssert.AreEqual(new[] { "mon", "tue" }, view.GetColumn<string>("When").ToArray());
        CollectionAssert.AreEqual(new[] { 300f, -1 }, view.GetColumn<float>("Label").ToArray());
        CollectionAssert.AreEqual(new[] { 1.5f, -2 }, view.GetColumn<float[]>("Features").First());
        CollectionAssert.AreEqual(new[] { 0, .25f }, view.GetColumn<float[]>("Features").Last());
    }

    [TestMethod]
    public void A_header_is_skipped_and_the_separator_is_the_callers()
    {
        using var file = new TextFile("When,A,B,Label", "mon,1,2,3", "tue,4,5,6");

        var view = _context.Data.LoadFromTextFile<Measurement>(file.Path, separatorChar: ',', hasHeader: true);

        CollectionAssert.AreEqual(new[] { 3f, 6 }, view.GetColumn<float>("Label").ToArray());
    }

    [TestMethod]
    public void The_separator_may_be_a_semicolon_a_space_or_a_bar()
    {
        foreach (var separator in ";| ")
        {
            using var file = new TextFile(string.Join(separator, "mon", "1", "2", "3"));

            Assert.AreEqual(3f, _context.Data.LoadFromTextFile<Measurement>(file.Path, separator).GetColumn<float>("Label").Single());
        }
    }

    [TestMethod]
    public void Rows_come_in_the_order_of_the_file()
    {
        using var file = new TextFile([.. Enumerable.Range(0, 3_000).Select(i => $"r{i},0,0,{i}")]);

        var view = _context.Data.LoadFromTextFile<Measurement>(file.Path, ',');

        CollectionAssert.AreEqual(Enumerable.Range(0, 3_000).Select(i => (float)i).ToArray(), view.GetColumn<float>("Label").ToArray());
        CollectionAssert.AreEqual(Enumerable.Range(0, 3_000).Select(i => "r" + i).ToArray(), view.GetColumn<string>("When").ToArray());
        Assert.IsFalse(view.CanShuffle);
        Assert.IsNull(view.GetRowCount());
    }

    [TestMethod]
    public void Numbers_are_read_alike_in_every_culture()
    {
        using var file = new TextFile("mon;1.5;1e-2;-1234.5", "INFO;0;0;12");
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");

            var view = _context.Data.LoadFromTextFile<Measurement>(file.Path, ';');

            CollectionAssert.AreEqual(new[] { -1234.5f, 12 }, view.GetColumn<float>("Label").ToArray());
            CollectionAssert.AreEqual(new[] { 1.5f, .01f }, view.GetColumn<float[]>("Features").First());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [TestMethod]
    [DataRow("?")]
    [DataRow("NaN")]
    [DataRow("nan")]
    [DataRow("NA")]
    [DataRow("N/A")]
    [DataRow("what")]
    [DataRow("1.5x")]
    public void A_field_that_is_no_number_is_missing(string field)
    {
        using var file = new TextFile($"mon,{field},2,{field}");

        var view = _context.Data.LoadFromTextFile<Measurement>(file.Path, ',');

        Assert.IsTrue(float.IsNaN(view.GetColumn<float>("Label").Single()));
        CollectionAssert.AreEqual(new[] { float.NaN, 2 }, view.GetColumn<float[]>("Features").Single());
    }

    [TestMethod]
    public void An_empty_field_is_zero()
    {
        using var file = new TextFile("mon,,2,", "tue,1,2", "wed");

        var view = _context.Data.LoadFromTextFile<Measurement>(file.Path, ',');

        CollectionAssert.AreEqual(new[] { 0f, 0, 0 }, view.GetColumn<float>("Label").ToArray());
        CollectionAssert.AreEqual(new[] { 0f, 2 }, view.GetColumn<float[]>("Features").First());
        CollectionAssert.AreEqual(new[] { 0f, 0 }, view.GetColumn<float[]>("Features").Last());
    }

    [TestMethod]
    public void An_empty_field_is_missing_if_the_options_say_so()
    {
        using var file = new TextFile("mon,,2,", "tue,1,2", "wed");
        var options = new TextLoader.Options { Separators = [','], MissingRealsAsNaNs = true };

        var view = _context.Data.LoadFromTextFile<Measurement>(file.Path, options);

        CollectionAssert.AreEqual(new[] { float.NaN, float.NaN, float.NaN }, view.GetColumn<float>("Label").ToArray());
        CollectionAssert.AreEqual(new[] { float.NaN, 2 }, view.GetColumn<float[]>("Features").First());
        CollectionAssert.AreEqual(new[] { 1f, 2 }, view.GetColumn<float[]>("Features").ElementAt(1));
        CollectionAssert.AreEqual(new[] { float.NaN, float.NaN }, view.GetColumn<float[]>("Features").Last());
    }

    [TestMethod]
    public void Blank_lines_and_comments_are_no_rows()
    {
        using var file = new TextFile("# made by hand", "", "// units: m", "mon,1,2,3", "", "// more", "tue,1,2,4", "#3,1,2,5");

        var view = _context.Data.LoadFromTextFile<Measurement>(file.Path, ',');

        CollectionAssert.AreEqual(new[] { 3f, 4, 5 }, view.GetColumn<float>("Label").ToArray());
    }

    [TestMethod]
    public void A_quoted_field_may_hold_separators_and_quotes()
    {
        using var file = new TextFile("\"mon, or \"\"tue\"\"\",1,2,\"3\"", "\"\",1,2,4");

        var quoted = _context.Data.LoadFromTextFile<Measurement>(file.Path, ',', allowQuoting: true);
        var plain = _context.Data.LoadFromTextFile<Measurement>(file.Path, ',');

        CollectionAssert.AreEqual(new[] { "mon, or \"tue\"", "" }, quoted.GetColumn<string>("When").ToArray());
        CollectionAssert.AreEqual(new[] { 3f, 4 }, quoted.GetColumn<float>("Label").ToArray());
        Assert.AreEqual("\"mon", plain.GetColumn<string>("When").First());
    }

    [TestMethod]
    public void Spaces_before_a_field_go_and_those_behind_the_line_go_if_asked()
    {
        using var file = new TextFile("  mon ,  1, 2,3,last  ");

        var kept = _context.Data.LoadFromTextFile(file.Path, [new("First", DataKind.String, 0), new("Last", DataKind.String, 4)], ',');
        var trimmed = _context.Data.LoadFromTextFile(file.Path, [new("Last", DataKind.String, 4)], ',', trimWhitespace: true);

        Assert.AreEqual("mon ", kept.GetColumn<string>("First").Single());
        Assert.AreEqual("last  ", kept.GetColumn<string>("Last").Single());
        Assert.AreEqual("last", trimmed.GetColumn<string>("Last").Single());
    }

    [TestMethod]
    public void A_type_needs_the_attribute_on_every_member()
    {
        using var file = new TextFile("1,2");

        var error = Assert.Throws<InvalidOperationException>(() => _context.Data.LoadFromTextFile<Unmapped>(file.Path, ','));
        StringAssert.Contains(error.Message, "Extra", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_file_that_is_not_there_is_named()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _context.Data.LoadFromTextFile<Measurement>("/nowhere/none.csv", ','));

        StringAssert.Contains(error.Message, "/nowhere/none.csv", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_field_that_is_no_integer_is_an_error()
    {
        using var file = new TextFile("1", "x");

        var view = _context.Data.LoadFromTextFile(file.Path, [new("Whole", DataKind.Int32, 0)], ',');

        Assert.Throws<Exception>(() => view.GetColumn<int>("Whole").ToArray());
    }

    private sealed class Unmapped
    {
        [LoadColumn(0)]
        public float Label { get; set; }

        public float Extra { get; set; }
    }
}
