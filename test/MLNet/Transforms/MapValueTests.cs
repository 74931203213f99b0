using AdaptiveML.MLNet.Tests.Mappings;
using AdaptiveML.MLNet.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace AdaptiveML.MLNet.Tests.Transforms;

/// <summary>A saved model of ours carries its payload as the text that a constant key maps to.</summary>
[TestClass]
public sealed class MapValueTests
{
    private readonly MLContext _context = new();
    private readonly IDataView _source;

    public MapValueTests() => _source = _context.Data.LoadFromEnumerable(Readings.Take(5));

    [TestMethod]
    public void Every_row_gets_the_whole_payload()
    {
        var text = LongText();
        var view = _context.Transforms.Payload(text).Fit(_source).Transform(_source);

        Assert.AreEqual(TextDataViewType.Instance, view.Schema["Payload"].Type);
        Assert.IsTrue(view.GetColumn<ReadOnlyMemory<char>>("Payload").All(p => p.Span.SequenceEqual(text)));
    }

    [TestMethod]
    public void Every_row_gets_the_same_memory()
    {
        var view = _context.Transforms.Payload(LongText()).Fit(_source).Transform(_source);
        var payloads = view.GetColumn<ReadOnlyMemory<char>>("Payload").ToArray();

        Assert.IsTrue(payloads.All(p => p.Equals(payloads[0])));
    }

    [TestMethod]
    public void A_key_that_is_not_in_the_map_gives_an_empty_text()
    {
        var map = _context.Transforms.Conversion.MapValue("Mapped", [new KeyValuePair<string, string>("n1", "one")], "Name");

        var texts = map.Fit(_source).Transform(_source).GetColumn<string>("Mapped").ToArray();

        CollectionAssert.AreEqual(new[] { "", "one", "", "", "" }, texts);
    }

    [TestMethod]
    public void A_key_that_is_not_in_the_map_gives_zero()
    {
        var map = _context.Transforms.Conversion.MapValue("Mapped", [new KeyValuePair<string, float>("n1", 1)], "Name");

        var numbers = map.Fit(_source).Transform(_source).GetColumn<float>("Mapped").ToArray();

        CollectionAssert.AreEqual(new float[] { 0, 1, 0, 0, 0 }, numbers);
    }

    [TestMethod]
    public void Texts_map_to_integers_of_the_given_type()
    {
        var map = _context.Transforms.Conversion.MapValue("Mapped", [new KeyValuePair<string, int>("n1", -4), new("n2", 9)], "Name");

        var view = map.Fit(_source).Transform(_source);

        Assert.AreEqual(NumberDataViewType.Int32, view.Schema["Mapped"].Type);
        CollectionAssert.AreEqual(new[] { -4, 9 }, view.GetColumn<int>("Mapped").Skip(1).Take(2).ToArray());
    }

    [TestMethod]
    public void The_fitted_map_is_found_in_a_chain_and_gives_its_payload_to_a_view_of_one_row()
    {
        ITransformer chain = _context.Transforms.Payload("weights").Fit(_source);

        var map = ((IEnumerable<ITransformer>)chain).OfType<ValueMappingTransformer>().Single();
        var row = _context.Data.LoadFromEnumerable([new KeyMapping.Output { Key = "1".AsMemory() }]);

        Assert.AreEqual("weights", map.Transform(row).GetColumn<string>("Payload").Single());
    }

    [TestMethod]
    public void A_map_to_keys_is_saved_with_their_values_and_other_annotations()
    {
        var definition = SchemaDefinition.Create(typeof(Entry));
        definition["Key"].ColumnType = new KeyDataViewType(typeof(uint), 2);
        definition["Key"].AddAnnotation("KeyValues", new VBuffer<int>(2, [0, 7]), new VectorDataViewType(NumberDataViewType.Int32, 2));
        definition["Key"].AddAnnotation("ScoreValueKind", "PredictedLabel".AsMemory(), TextDataViewType.Instance);
        // From objects, keys are counted from zero.
        var table = _context.Data.LoadFromEnumerable([new Entry { Number = 4, Key = 0 }, new Entry { Number = 5, Key = 1 }], definition);
        var source = _context.Data.LoadFromEnumerable([new Entry { Number = 5 }, new Entry { Number = float.NaN }, new Entry { Number = 4 }, new Entry { Number = 6 }]);
        var model = _context.Transforms.Conversion.MapValue("Mapped", table, table.Schema["Number"], table.Schema["Key"], "Number").Fit(source);
        using var file = new ModelFile();
        _context.Model.Save(model, source.Schema, file.Path);

        foreach (var each in new ITransformer[] { model, new MLContext().Model.Load(file.Path, out _) })
        {
            var view = each.Transform(source);
            CollectionAssert.AreEqual(new uint[] { 2, 0, 1, 0 }, view.GetColumn<uint>("Mapped").ToArray());
            CollectionAssert.AreEqual(new[] { 0, 7 }, view.Schema["Mapped"].Annotation<VBuffer<int>>("KeyValues").DenseValues().ToArray());
            Assert.AreEqual("PredictedLabel", view.Schema["Mapped"].Annotation<ReadOnlyMemory<char>>("ScoreValueKind").ToString());
        }
    }

    internal static string LongText() => string.Concat(Enumerable.Range(0, 20_000).Select(i => (char)('A' + i % 58)));

    private sealed class Entry
    {
        public float Number { get; set; }

        public uint Key { get; set; }
    }
}
