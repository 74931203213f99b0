using AdaptiveML.Pipeline.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline.Tests.Labels;

[TestClass]
public sealed class ClassLabelsTests
{
    private static readonly MLContext Context = new(1);

    [TestMethod]
    public void Text_and_integers_are_classes_in_the_order_in_which_they_occur_first()
    {
        var view = View(new() { Text = "b", Integer = -3 }, new() { Text = "" }, new() { Text = "a", Integer = 7 }, new() { Text = "b", Integer = -3 });

        CollectionAssert.AreEqual(new[] { "b", "a" }, ClassLabels.Read(view, "Text").Names);
        CollectionAssert.AreEqual(new[] { "-3", "0", "7" }, ClassLabels.Read(view, "Integer").Names);
    }

    [TestMethod]
    [DataRow(0f)]
    [DataRow(-1f)]
    [DataRow(float.NaN)]
    [DataRow(float.PositiveInfinity)]
    public void A_row_that_counts_nothing_opens_no_class(float weight)
    {
        var view = Context.Data.LoadFromEnumerable(new[]
        {
            new { Text = "b", Integer = 4, Weight = 1f }, new { Text = "ghost", Integer = 9, Weight = weight }, new { Text = "a", Integer = 2, Weight = 2f },
        });

        CollectionAssert.AreEqual(new[] { "b", "a" }, ClassLabels.Read(view, "Text", weightColumnName: "Weight").Names);
        CollectionAssert.AreEqual(new[] { "4", "2" }, ClassLabels.Read(view, "Integer", weightColumnName: "Weight").Names);
        CollectionAssert.AreEqual(new[] { "b", "ghost", "a" }, ClassLabels.Read(view, "Text").Names);
    }

    [TestMethod]
    [DataRow(DataKind.SByte)]
    [DataRow(DataKind.Int16)]
    [DataRow(DataKind.Int32)]
    [DataRow(DataKind.Int64)]
    public void Integers_of_any_width_are_the_same_classes(DataKind kind)
    {
        var view = Changed(View(new() { Small = 5 }, new() { Small = -2 }), Context.Transforms.Conversion.ConvertType("Other", "Small", kind));
        var classes = ClassLabels.Read(View(new() { Integer = 9 }, new() { Integer = -2 }, new() { Integer = 5 }), "Integer");

        CollectionAssert.AreEqual(new[] { "5", "-2" }, ClassLabels.Read(view, "Other").Names);
        CollectionAssert.AreEqual(new float[] { 2, 1 }, Targets(classes, view, "Other"));
    }

    [TestMethod]
    [DataRow(DataKind.Byte)]
    [DataRow(DataKind.UInt16)]
    [DataRow(DataKind.UInt32)]
    [DataRow(DataKind.UInt64)]
    public void So_are_integers_without_a_sign(DataKind kind)
    {
        var view = Changed(View(new() { Unsigned = 200 }, new() { Unsigned = 0 }), Context.Transforms.Conversion.ConvertType("Other", "Unsigned", kind));

        var classes = ClassLabels.Read(view, "Other");

        CollectionAssert.AreEqual(new[] { "200", "0" }, classes.Names);
        CollectionAssert.AreEqual(new float[] { 1, 0 }, Targets(classes, View(new() { Integer = 0 }, new() { Integer = 200 }), "Integer"));
    }

    [TestMethod]
    public void Boolean_has_two_classes_whatever_occurs()
    {
        var view = View(new LabelRow { Flag = true });

        var classes = ClassLabels.Read(view, "Flag");

        CollectionAssert.AreEqual(new[] { "False", "True" }, classes.Names);
        CollectionAssert.AreEqual(new float[] { 1 }, Targets(classes, view, "Flag"));
    }

    [TestMethod]
    public void Keys_are_the_values_that_they_stand_for_whatever_occurs()
    {
        var all = Keyed("Text", View(new() { Text = "c" }, new() { Text = "a" }, new() { Text = "b" }));

        var classes = ClassLabels.Read(Context.Data.TakeRows(all, 1), "Text");

        CollectionAssert.AreEqual(new[] { "c", "a", "b" }, classes.Names);
    }

    [TestMethod]
    public void Keys_that_are_numbered_otherwise_are_the_same_classes()
    {
        var classes = ClassLabels.Read(Keyed("Text", View(new() { Text = "c" }, new() { Text = "a" })), "Text");
        var view = View(new() { Text = "a" }, new() { Text = "new" }, new() { Text = "" }, new() { Text = "c" });

        CollectionAssert.AreEqual(new[] { 1, -1, float.NaN, 0 }, Targets(classes, view, "Text"));
        CollectionAssert.AreEqual(new[] { 1, -1, float.NaN, 0 }, Targets(classes, Keyed("Text", view), "Text"));
    }

    [TestMethod]
    public void Keys_may_stand_for_real_numbers()
    {
        var view = Keyed("Real", View(new() { Real = 2.5f }, new() { Real = float.NaN }, new() { Real = -0f }, new() { Real = 0.1f }));

        var classes = ClassLabels.Read(view, "Real");

        Assert.AreEqual("2.5 0 0.1", string.Join(' ', classes.Names));
        Assert.AreEqual("0 NaN 1 2", string.Join(' ', Targets(classes, view, "Real")));
    }

    [TestMethod]
    public void Keys_that_stand_for_nothing_are_their_numbers()
    {
        // ML.NET counts keys from zero when it takes them in from objects.
        var view = View(new() { Key = 3 }, new() { Key = 9 }, new LabelRow { Key = 1 });

        var classes = ClassLabels.Read(view, "Key");

        CollectionAssert.AreEqual(new[] { "1", "2", "3", "4" }, classes.Names);
        CollectionAssert.AreEqual(new[] { 3, float.NaN, 1 }, Targets(classes, view, "Key"));
    }

    [TestMethod]
    public void Of_two_classes_what_is_above_zero_is_true()
    {
        var view = View(new() { Real = -1 }, new() { Real = 0 }, new() { Real = 3, Flag = true }, new() { Real = float.NaN });

        CollectionAssert.AreEqual(new[] { 0, 0, 1, float.NaN }, Targets(ClassLabels.Binary, view, "Real"));
        CollectionAssert.AreEqual(new float[] { 0, 0, 1, 0 }, Targets(ClassLabels.Binary, view, "Flag"));
    }

    [TestMethod]
    [DataRow("Text", "Integer", "expected text, or keys that stand for such values, got Int32")]
    [DataRow("Integer", "Text", "expected a number, or keys that stand for such values, got String")]
    [DataRow("Text", "Key", "expected text, or keys that stand for such values, got Key<UInt32, 0-3>")]
    [DataRow("Key", "Text", "expected a key that stands for no value, got String")]
    [DataRow("Text", "Missing", "Could not find label column 'Missing'")]
    public void Labels_that_cannot_be_these_classes_are_refused(string fitted, string other, string reason)
    {
        var view = View(new LabelRow { Text = "a" });
        var classes = ClassLabels.Read(view, fitted);

        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => OnlineColumnChecks.Label(view.Schema, Columns(classes, other)));

        Assert.Contains(reason, exception.Message);
    }

    [TestMethod]
    [DataRow("Real")]
    [DataRow("Date")]
    public void What_cannot_be_a_class_is_refused(string label)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => ClassLabels.Read(View(new LabelRow()), label));

        Assert.Contains($"Schema mismatch for label column '{label}': expected text, an integer, Boolean or a key", exception.Message);
    }

    [TestMethod]
    public void Without_labels_there_is_no_class() =>
        Assert.Contains("'Text'", Assert.Throws<InvalidOperationException>(() => ClassLabels.Read(View(new LabelRow()), "Text")).Message);

    [TestMethod]
    public void There_are_not_more_classes_than_a_saved_model_can_write()
    {
        var rows = Enumerable.Range(0, 8192).Select(i => new LabelRow { Integer = i }).ToArray();

        var most = new LabelOptions { MaximumClasses = 8191 };
        Assert.AreEqual(8191, ClassLabels.Read(View(rows[1..]), "Integer", most).Count);
        Assert.Contains("8191", Assert.Throws<InvalidOperationException>(() => ClassLabels.Read(View(rows), "Integer", most)).Message);
        Assert.Contains("8191", Assert.Throws<InvalidOperationException>(() => ClassLabels.Read(Keyed("Integer", View(rows)), "Integer", most)).Message);
    }

    [TestMethod]
    public void Classes_grow_and_keep_their_indices()
    {
        var classes = ClassLabels.Read(View(new() { Text = "b" }, new() { Text = "a" }), "Text");

        var longer = classes.Append("c", "d");

        CollectionAssert.AreEqual(new[] { "b", "a", "c", "d" }, longer.Names);
        Assert.AreEqual(1, longer.IndexOf("a"));
        Assert.AreEqual(-1, classes.IndexOf("c"));
        Assert.IsTrue(longer.Extends(classes));
        Assert.IsFalse(classes.Extends(longer));
        Assert.Contains("'a'", Assert.Throws<ArgumentException>(() => classes.Append("a")).Message);
        Assert.Contains("empty", Assert.Throws<ArgumentException>(() => classes.Append("")).Message);
        Assert.Contains("not a number", Assert.Throws<ArgumentException>(() => ClassLabels.Read(View(new LabelRow()), "Integer").Append("three")).Message);
        Assert.Throws<ArgumentException>(() => ClassLabels.Binary.Append("Perhaps"));
    }

    [TestMethod]
    [DataRow("Text")]
    [DataRow("Integer")]
    [DataRow("Real", true)]
    [DataRow("Flag")]
    [DataRow("Key")]
    public void They_are_saved_with_the_model(string label, bool isKeyed = false)
    {
        var view = View(new() { Text = "\"ü\"", Integer = -1, Real = 0.1f }, new() { Text = " ", Integer = 2, Real = 1e20f });
        var classes = ClassLabels.Read(isKeyed ? Keyed(label, view) : view, label);

        var read = SavedClasses.Read(SavedClasses.Write(classes));

        CollectionAssert.AreEqual(classes.Names, read.Names);
        Assert.IsTrue(read.Extends(classes));
        Assert.AreSame(ClassLabels.Binary, SavedClasses.Read(SavedClasses.Write(ClassLabels.Binary)));
    }

    [TestMethod]
    [DataRow("", "cannot be read")]
    [DataRow("{", "cannot be read")]
    [DataRow("null", "has no classes")]
    [DataRow("""{"Type":"Text"}""", "has no classes")]
    [DataRow("""{"Type":"Text","Names":[]}""", "has no classes")]
    [DataRow("""{"Names":["a"]}""", "has no classes")]
    [DataRow("""{"Type":"Colour","Names":["red"]}""", "'Colour', which nobody knows")]
    [DataRow("""{"Type":"Text","Names":["a","a"]}""", "'a' cannot be a class: it is there twice")]
    [DataRow("""{"Type":"Text","Names":["a",""]}""", "'' cannot be a class: it is empty")]
    [DataRow("""{"Type":"Text","Names":["a",null]}""", "'' cannot be a class: it is empty")]
    [DataRow("""{"Type":"Int32","Names":["1","x"]}""", "'x' cannot be a class: it is not a number")]
    [DataRow("""{"Type":"Binary","Names":["True","False"]}""", "has the classes 'True', 'False'")]
    public void What_was_damaged_is_refused_with_a_reason(string saved, string reason) =>
        Assert.Contains(reason, Assert.ThrowsExactly<InvalidDataException>(() => SavedClasses.Read(saved)).Message);

    [TestMethod]
    [DataRow("Text", false)]
    [DataRow("Text", true)]
    [DataRow("Integer", false)]
    [DataRow("Flag", false)]
    public void To_read_a_label_allocates_nothing(string label, bool isKeyed)
    {
        var rows = View([.. Enumerable.Range(0, 5).Select(i => new LabelRow { Text = $"class {i}", Integer = i * 1_000_000 })]);
        var view = Context.Data.Cache(isKeyed ? Keyed(label, rows) : rows);
        var classes = ClassLabels.Read(view, label);
        using var cursor = view.GetRowCursor([view.Schema[label]]);
        var read = classes.CreateReader(cursor, view.Schema[label]);
        cursor.MoveNext();
        float target = 0;

        Allocations.AssertNone(_ => read(ref target));
    }

    private static IDataView View(params LabelRow[] rows) => Context.Data.LoadFromEnumerable(rows);

    private static IDataView Keyed(string label, IDataView view) => Changed(view, Context.Transforms.Conversion.MapValueToKey(label));

    private static IDataView Changed(IDataView view, IEstimator<ITransformer> change) => change.Fit(view).Transform(view);

    private static OnlineColumns Columns(ClassLabels classes, string label) =>
        new() { Features = "Features", Label = label, Output = "Score", Classes = classes };

    private static float[] Targets(ClassLabels classes, IDataView view, string label)
    {
        var column = OnlineColumnChecks.Label(view.Schema, Columns(classes, label));
        using var cursor = view.GetRowCursor([column]);
        var read = classes.CreateReader(cursor, column);
        var targets = new List<float>();
        float target = 0;
        while (cursor.MoveNext())
        {
            read(ref target);
            targets.Add(target);
        }

        return [.. targets];
    }
}
