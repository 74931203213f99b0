using System.Runtime.InteropServices;
using AdaptiveML.MLNet.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace AdaptiveML.MLNet.Tests.Mappings;

/// <summary>A saved model of ours carries its payload as the text that a constant key maps to.</summary>
[TestClass]
public sealed class MapValueTests
{
    private readonly MLContext _context = new();

    /// <summary>
    /// Relied on by LoadedModels and SavedModelScorer, which decode a payload once: they know it by the one string or array that all rows share.
    /// </summary>
    [TestMethod]
    public void Every_row_of_a_loaded_map_gets_the_very_same_memory()
    {
        var text = Maps.LongText();
        var source = _context.Data.LoadFromEnumerable(Readings.Take(5));
        using var file = new ModelFile();
        _context.Model.Save(_context.Transforms.Payload(text).Fit(source), source.Schema, file.Path);

        var payloads = new MLContext().Model.Load(file.Path, out _).Transform(source).GetColumn<ReadOnlyMemory<char>>("Payload").ToArray();

        Assert.IsTrue(payloads.All(payload => payload.Span.SequenceEqual(text) && payload.Equals(payloads[0])));
        Assert.IsTrue(MemoryMarshal.TryGetString(payloads[0], out var whole, out _, out var length) ? length == whole.Length
            : MemoryMarshal.TryGetArray(payloads[0], out var segment) && segment.Count == segment.Array!.Length);
    }

    /// <summary>Relied on by SavedPipeline.ReadModel, which asks the map of a chain for the payload by a view of one key.</summary>
    [TestMethod]
    public void The_map_is_found_in_a_chain_and_gives_its_payload_to_a_view_of_one_row()
    {
        ITransformer chain = _context.Transforms.Payload("weights").Fit(_context.Data.LoadFromEnumerable(Readings.Take(5)));

        var map = ((IEnumerable<ITransformer>)chain).OfType<ValueMappingTransformer>().Single();
        var row = _context.Data.LoadFromEnumerable([new KeyMapping.Output { Key = "1".AsMemory() }]);

        Assert.AreEqual("weights", map.Transform(row).GetColumn<ReadOnlyMemory<char>>("Payload").Single().ToString());
    }

    /// <summary>
    /// Relied on by ClassifierColumn.Lookup: predicted classes of a saved model are keys with the label's values; what is not in the table is no
    /// class.
    /// </summary>
    [TestMethod]
    public void A_map_to_keys_is_saved_with_their_values_and_other_annotations()
    {
        var definition = SchemaDefinition.Create(typeof(Entry));
        definition["Key"].ColumnType = new KeyDataViewType(typeof(uint), 2);
        definition["Key"].AddAnnotation("KeyValues", new VBuffer<int>(2, [0, 7]), new VectorDataViewType(NumberDataViewType.Int32, 2));
        definition["Key"].AddAnnotation("ScoreValueKind", "PredictedLabel".AsMemory(), TextDataViewType.Instance);
        // From objects, keys are counted from zero.
        var table = _context.Data.LoadFromEnumerable([new Entry { Number = 4, Key = 0 }, new Entry { Number = 5, Key = 1 }], definition);
        var source = _context.Data.LoadFromEnumerable(new[] { 5, float.NaN, 4, 6 }.Select(number => new Entry { Number = number }));
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

    private sealed class Entry
    {
        public float Number { get; set; }

        public uint Key { get; set; }
    }
}
