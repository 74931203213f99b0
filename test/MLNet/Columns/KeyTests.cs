using AdaptiveML.MLNet.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.Columns;

/// <summary>Keys, and the values that they stand for.</summary>
[TestClass]
public sealed class KeyTests
{
    private readonly MLContext _context = new();
    private readonly IDataView _source;

    public KeyTests() => _source = _context.Data.LoadFromEnumerable(Readings.Take(8));

    /// <summary>Relied on by LabelTypes and ClassLabels: a key label's classes are the values in its annotation, in the values' own type.</summary>
    [TestMethod]
    public void Keys_count_from_1_and_their_values_are_annotated_in_their_own_type()
    {
        var view = _context.Transforms.Conversion.MapValueToKey("Text", "Name")
            .Append(_context.Transforms.Conversion.MapValueToKey("Number", "Label")).Fit(_source).Transform(_source);

        CollectionAssert.AreEqual(new uint[] { 1, 2, 3, 4, 1, 2, 3, 4 }, view.GetColumn<uint>("Text").ToArray());
        Assert.AreEqual(new KeyDataViewType(typeof(uint), 4), view.Schema["Text"].Type);
        Assert.AreEqual(new VectorDataViewType(TextDataViewType.Instance, 4), view.Schema["Text"].Annotations.Schema["KeyValues"].Type);
        CollectionAssert.AreEqual(new[] { "n0", "n1", "n2", "n3" }, view.Schema["Text"].Annotation<VBuffer<ReadOnlyMemory<char>>>("KeyValues").Texts());
        VBuffer<float> numbers = default;
        view.Schema["Number"].GetKeyValues(ref numbers);
        CollectionAssert.AreEqual(new float[] { 0, 1, 2, 3, 4, 5, 6, 7 }, numbers.DenseValues().ToArray());
    }

    /// <summary>Relied on by KeyCheck, KeyLabels and GroupReader: the key 0 stands for a value that a fitted stage does not know.</summary>
    [TestMethod]
    public void A_value_that_the_fit_did_not_have_becomes_0()
    {
        var model = _context.Transforms.Conversion.MapValueToKey("Key", "Name").Fit(_context.Data.TakeRows(_source, 2));

        CollectionAssert.AreEqual(new uint[] { 1, 2, 0, 0, 1, 2, 0, 0 }, model.Transform(_source).GetColumn<uint>("Key").ToArray());
    }

    /// <summary>Relied on by ClassifierColumn: its keys with annotated values go back to the label's values by MapKeyToValue.</summary>
    [TestMethod]
    public void A_key_that_is_annotated_with_values_goes_back_to_them()
    {
        var definition = SchemaDefinition.Create(typeof(Class));
        definition["Key"].ColumnType = new KeyDataViewType(typeof(uint), 2);
        definition["Key"].AddAnnotation("KeyValues", new VBuffer<int>(2, [-4, 9]), new VectorDataViewType(NumberDataViewType.Int32, 2));
        var view = _context.Data.LoadFromEnumerable([new Class { Key = 1 }, new Class { Key = 0 }], definition);

        var back = _context.Transforms.Conversion.MapKeyToValue("Back", "Key").Fit(view).Transform(view);

        CollectionAssert.AreEqual(new[] { 9, -4 }, back.GetColumn<int>("Back").ToArray());
    }

    private sealed class Class
    {
        public uint Key { get; set; }
    }
}
