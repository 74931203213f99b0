using AdaptiveML.MLNet.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.Transforms;

/// <summary>MapValueToKey, MapKeyToValue and what ConvertType makes of a key.</summary>
[TestClass]
public sealed class KeyTests
{
    private readonly MLContext _context = new();
    private readonly IDataView _source;

    public KeyTests() => _source = _context.Data.LoadFromEnumerable(Readings.Take(8));

    [TestMethod]
    public void Values_become_keys_from_1_in_the_order_of_their_first_row()
    {
        var view = _context.Transforms.Conversion.MapValueToKey("Key", "Name").Fit(_source).Transform(_source);

        Assert.AreEqual(new KeyDataViewType(typeof(uint), 4), view.Schema["Key"].Type);
        CollectionAssert.AreEqual(new uint[] { 1, 2, 3, 4, 1, 2, 3, 4 }, view.GetColumn<uint>("Key").ToArray());
        CollectionAssert.AreEqual(new[] { "n0", "n1", "n2", "n3" }, view.Schema["Key"].Annotation<VBuffer<ReadOnlyMemory<char>>>("KeyValues").Texts());
    }

    [TestMethod]
    public void Given_values_keep_their_order_and_unknown_ones_become_0()
    {
        var values = _context.Data.LoadFromEnumerable(new[] { "n2", "n0" }.Select(v => new OneText { Value = v }));

        var view = _context.Transforms.Conversion.MapValueToKey("Key", "Name", keyData: values).Fit(_source).Transform(_source);

        CollectionAssert.AreEqual(new uint[] { 2, 0, 1, 0, 2, 0, 1, 0 }, view.GetColumn<uint>("Key").ToArray());
        CollectionAssert.AreEqual(new[] { "n2", "n0" }, view.Schema["Key"].Annotation<VBuffer<ReadOnlyMemory<char>>>("KeyValues").Texts());
    }

    [TestMethod]
    public void Numbers_can_be_given_values_too()
    {
        var rows = _context.Data.LoadFromEnumerable(new[] { 9, -4, 7 }.Select(v => new OneInteger { Value = v }).ToArray());
        var values = _context.Data.LoadFromEnumerable(new[] { -4, 9 }.Select(v => new OneInteger { Value = v }));

        var view = _context.Transforms.Conversion.MapValueToKey("Key", "Value", keyData: values).Fit(rows).Transform(rows);

        CollectionAssert.AreEqual(new uint[] { 2, 1, 0 }, view.GetColumn<uint>("Key").ToArray());
        CollectionAssert.AreEqual(new[] { -4, 9 }, view.Schema["Key"].Annotation<VBuffer<int>>("KeyValues").DenseValues().ToArray());
    }

    [TestMethod]
    public void Keys_go_back_to_their_values()
    {
        var model = _context.Transforms.Conversion.MapValueToKey("Key", "Name")
            .Append(_context.Transforms.Conversion.MapKeyToValue("Back", "Key")).Fit(_source);

        var view = model.Transform(_source);

        CollectionAssert.AreEqual(view.GetColumn<string>("Name").ToArray(), view.GetColumn<string>("Back").ToArray());
    }

    [TestMethod]
    public void A_column_that_is_no_key_has_no_values_to_go_back_to()
    {
        Assert.Throws<InvalidOperationException>(() => _context.Transforms.Conversion.MapKeyToValue("Back", "Label").Fit(_source));
    }

    [TestMethod]
    public void A_key_converted_to_UInt64_is_still_a_key_with_the_same_numbers()
    {
        var view = _context.Transforms.Conversion.MapValueToKey("Key", "Name")
            .Append(_context.Transforms.Conversion.ConvertType("Long", "Key", DataKind.UInt64)).Fit(_source).Transform(_source);

        Assert.AreEqual(new KeyDataViewType(typeof(ulong), 4), view.Schema["Long"].Type);
        CollectionAssert.AreEqual(new ulong[] { 1, 2, 3, 4 }, view.GetColumn<ulong>("Long").Take(4).ToArray());
    }

    [TestMethod]
    public void Values_of_keys_are_looked_for_as_text_unless_their_type_is_named()
    {
        var rows = _context.Data.LoadFromEnumerable(new[] { 9, -4 }.Select(v => new OneInteger { Value = v }).ToArray());

        var key = _context.Transforms.Conversion.MapValueToKey("Key", "Value").Fit(rows).Transform(rows).Schema["Key"];

        Assert.IsFalse(key.HasKeyValues());
        Assert.IsTrue(key.HasKeyValues(NumberDataViewType.Int32));
    }

    private sealed class OneText
    {
        public string? Value { get; set; }
    }

    private sealed class OneInteger
    {
        public int Value { get; set; }
    }
}
