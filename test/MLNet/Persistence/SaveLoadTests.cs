using System.Globalization;
using AdaptiveML.MLNet.Tests.Mappings;
using AdaptiveML.MLNet.Tests.Support;
using AdaptiveML.MLNet.Tests.Transforms;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace AdaptiveML.MLNet.Tests.Persistence;

[TestClass]
public sealed class SaveLoadTests
{
    private readonly MLContext _context = new();
    private readonly IDataView _source;
    private readonly ITransformer _model;

    public SaveLoadTests()
    {
        _source = _context.Data.LoadFromEnumerable(Readings.Take(200));
        var chain = _context.Transforms.NormalizeMeanVariance("Norm", "Features")
            .Append(_context.Transforms.Payload(MapValueTests.LongText()))
            .Append(_context.Transforms.Sum())
            .Append(_context.BinaryClassification.Calibrators.Platt(-1, 0, "Sum"))
            .Append(_context.Transforms.Concatenate("All", "Norm", "Sum"))
            .Append(_context.Transforms.CopyColumns("Copy", "All"))
            .Append(_context.Transforms.DropColumns("Key", "Probability"));
        _model = chain.Fit(_source);
    }

    [TestMethod]
    public void A_loaded_chain_gives_the_same_schema_and_values()
    {
        var loaded = SaveAndLoad(_model, out _);

        var expected = _model.Transform(_source);
        var actual = loaded.Transform(_source);
        CollectionAssert.AreEqual(Texts(expected.Schema), Texts(actual.Schema));
        AssertSameVectors(expected, actual, "Copy");
        CollectionAssert.AreEqual(Maps.ExpectedSums(200), actual.GetColumn<float>("Sum").ToArray());
        Assert.AreEqual(MapValueTests.LongText(), actual.GetColumn<string>("Payload").Last());
    }

    [TestMethod]
    public void Load_gives_the_schema_that_was_saved()
    {
        SaveAndLoad(_model, out var schema);

        CollectionAssert.AreEqual(Texts(_source.Schema), Texts(schema));
    }

    [TestMethod]
    public void The_saved_schema_keeps_its_annotations()
    {
        var annotated = _context.Transforms.Concatenate("Pair", "Label", "Index").Fit(_source).Transform(_source);

        SaveAndLoad(_context.Transforms.CopyColumns("Copy", "Pair").Fit(annotated), annotated.Schema, out var schema);

        CollectionAssert.AreEqual(new[] { "Label", "Index" }, schema["Pair"].Annotation<VBuffer<ReadOnlyMemory<char>>>("SlotNames").Texts());
    }

    [TestMethod]
    public void A_model_can_be_saved_without_a_schema()
    {
        using var stream = new MemoryStream();
        _context.Model.Save(_model, null, stream);
        stream.Position = 0;

        var loaded = new MLContext().Model.Load(stream, out var schema);

        Assert.IsNull(schema);
        AssertSameVectors(_model.Transform(_source), loaded.Transform(_source), "Copy");
    }

    [TestMethod]
    public void A_file_serves_like_a_stream()
    {
        using var file = new ModelFile();
        _context.Model.Save(_model, _source.Schema, file.Path);

        var loaded = new MLContext().Model.Load(file.Path, out var schema);

        Assert.HasCount(4, schema);
        AssertSameVectors(_model.Transform(_source), loaded.Transform(_source), "Copy");
    }

    [TestMethod]
    public void A_model_loads_in_a_process_that_registered_nothing()
    {
        using var file = new ModelFile();
        _context.Model.Save(_model, _source.Schema, file.Path);

        var lines = ChildProcess.Run(typeof(ScoreProgram).Assembly, file.Path, "Sum");

        CollectionAssert.AreEqual(Maps.ExpectedSums(10), lines.Select(l => float.Parse(l, CultureInfo.InvariantCulture)).ToArray());
    }

    [TestMethod]
    public void An_engine_over_a_loaded_chain_keeps_its_own_state()
    {
        var loaded = SaveAndLoad(_model, out _);
        using var one = _context.Model.CreatePredictionEngine<Reading, SumMapping.Output>(loaded);
        using var two = _context.Model.CreatePredictionEngine<Reading, SumMapping.Output>(loaded);

        foreach (var row in Readings.Take(4))
            one.Predict(row);

        Assert.AreEqual(10f, one.Predict(new Reading { Index = 4, Features = [0, 0, 0] }).Sum);
        Assert.AreEqual(4f, two.Predict(new Reading { Index = 4, Features = [0, 0, 0] }).Sum);
    }

    [TestMethod]
    public void A_loaded_chain_is_a_chain_of_the_same_stages()
    {
        var loaded = SaveAndLoad(_model, out _);

        Assert.IsInstanceOfType<TransformerChain<ITransformer>>(loaded);
        CollectionAssert.AreEqual(Stages(_model), Stages(loaded));
        var flat = Stages(loaded);
        Assert.Contains(nameof(ValueMappingTransformer), string.Join(' ', flat));
        Assert.Contains(typeof(StatefulCustomMappingTransformer<SumMapping.Input, SumMapping.Output, SumMapping.State>).Name, string.Join(' ', flat));
    }

    [TestMethod]
    public void A_chain_in_a_chain_and_its_scopes_come_back()
    {
        var inner = _context.Transforms.Double().Append(_context.Transforms.CopyColumns("Copy", "Twice")).Fit(_source);
        var label = _context.Transforms.CopyColumns("Target", "Label").Fit(_source);
        var outer = new TransformerChain<ITransformer>([label, inner], [TransformerScope.TrainTest, TransformerScope.Everything]);

        var loaded = (TransformerChain<ITransformer>)SaveAndLoad(outer, out _);

        CollectionAssert.AreEqual(Stages(outer), Stages(loaded));
        Assert.HasCount(1, loaded.GetModelFor(TransformerScope.Scoring));
        Assert.HasCount(2, loaded.GetModelFor(TransformerScope.Training));
        CollectionAssert.DoesNotContain(loaded.Transform(_source).Schema.Names(), "Target");
        Assert.AreEqual(14f, loaded.Transform(_source).GetColumn<float>("Copy").ElementAt(7));
    }

    [TestMethod]
    public void Keys_and_their_values_come_back()
    {
        var values = _context.Data.LoadFromEnumerable(new[] { "n3", "n1" }.Select(v => new Reading { Name = v, Features = [0, 0, 0] }));
        var names = _context.Transforms.DropColumns("Index", "Label", "Features").Fit(values).Transform(values);
        var model = _context.Transforms.Conversion.MapValueToKey("Key", "Name", keyData: names)
            .Append(_context.Transforms.Conversion.MapKeyToValue("Back", "Key")).Fit(_source);

        var view = SaveAndLoad(model, out _).Transform(_source);

        CollectionAssert.AreEqual(new uint[] { 0, 2, 0, 1 }, view.GetColumn<uint>("Key").Take(4).ToArray());
        CollectionAssert.AreEqual(new[] { "n3", "n1" }, view.Schema["Key"].Annotation<VBuffer<ReadOnlyMemory<char>>>("KeyValues").Texts());
        CollectionAssert.AreEqual(new[] { "", "n1", "", "n3" }, view.GetColumn<string>("Back").Take(4).ToArray());
    }

    [TestMethod]
    public void A_transformer_of_our_own_is_saved_as_the_chain_that_it_delegates_to()
    {
        var model = new TransformerChain<ITransformer>(new Delegating(_context.Transforms.Double().Append(_context.Transforms.CopyColumns("Copy", "Twice")).Fit(_source)));

        var loaded = SaveAndLoad(model, out _);

        Assert.IsInstanceOfType<TransformerChain<ITransformer>>(((IEnumerable<ITransformer>)loaded).Single());
        Assert.AreEqual(14f, loaded.Transform(_source).GetColumn<float>("Copy").ElementAt(7));
    }

    [TestMethod]
    public void A_mapping_without_a_contract_cannot_be_saved()
    {
        var model = _context.Transforms.CustomMapping(new DoubleMapping().GetMapping(), null).Fit(_source);

        using var stream = new MemoryStream();
        Assert.Throws<Exception>(() => _context.Model.Save(model, _source.Schema, stream));
    }

    [TestMethod]
    public void What_is_no_model_does_not_load()
    {
        using var stream = new MemoryStream(new byte[1000]);

        Assert.Throws<Exception>(() => _context.Model.Load(stream, out _));
    }

    [TestMethod]
    public void Many_threads_save_and_load_one_model_at_once()
    {
        Parallel.For(0, 8, _ =>
        {
            var loaded = SaveAndLoad(_model, out DataViewSchema _);
            CollectionAssert.AreEqual(Maps.ExpectedSums(200), loaded.Transform(_source).GetColumn<float>("Sum").ToArray());
        });
    }

    private static string[] Texts(DataViewSchema schema) => [.. schema.Select(c => $"{c.Name} {c.Type} {(c.IsHidden ? "hidden" : "")}")];

    private static string[] Stages(ITransformer model) => model is IEnumerable<ITransformer> chain
        ? ["(", .. chain.SelectMany(Stages), ")"]
        : [model.GetType().Name];

    private static void AssertSameVectors(IDataView expected, IDataView actual, string column)
    {
        foreach (var (e, a) in expected.GetColumn<float[]>(column).Zip(actual.GetColumn<float[]>(column)))
            CollectionAssert.AreEqual(e, a);
        Assert.AreEqual(expected.GetColumn<float[]>(column).Count(), actual.GetColumn<float[]>(column).Count());
    }

    private ITransformer SaveAndLoad(ITransformer model, out DataViewSchema schema) => SaveAndLoad(model, _source.Schema, out schema);

    private ITransformer SaveAndLoad(ITransformer model, DataViewSchema input, out DataViewSchema schema)
    {
        using var stream = new MemoryStream();
        _context.Model.Save(model, input, stream);
        stream.Position = 0;
        return new MLContext().Model.Load(stream, out schema);
    }

    private sealed class Delegating(ITransformer inner) : ITransformer
    {
        public bool IsRowToRowMapper => inner.IsRowToRowMapper;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inner.GetOutputSchema(inputSchema);

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => inner.GetRowToRowMapper(inputSchema);

        public IDataView Transform(IDataView input) => inner.Transform(input);

        public void Save(ModelSaveContext ctx) => inner.Save(ctx);
    }
}
