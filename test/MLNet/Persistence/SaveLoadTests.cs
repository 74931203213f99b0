using System.Globalization;
using AdaptiveML.MLNet.Tests.Mappings;
using AdaptiveML.MLNet.Tests.Support;
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
        _model = _context.Transforms.Payload(Maps.LongText())
            .Append(_context.Transforms.Sum())
            .Append(_context.BinaryClassification.Calibrators.Platt(-1, 0, "Sum"))
            .Append(_context.Transforms.CopyColumns("Copy", "Sum"))
            .Append(_context.Transforms.DropColumns("Key", "Probability"))
            .Fit(_source);
    }

    /// <summary>
    /// Relied on by every factory in src/Pipeline/Saving, all of them internal: the file names the assembly, and ML.NET finds the mapping in it by
    /// its contract.
    /// </summary>
    [TestMethod]
    public void A_model_loads_in_a_process_that_registered_nothing()
    {
        using var file = new ModelFile();
        _context.Model.Save(_model, _source.Schema, file.Path);

        var lines = ChildProcess.Run(typeof(ScoreProgram).Assembly, file.Path, "Copy");

        CollectionAssert.AreEqual(Maps.ExpectedSums(10), lines.Select(l => float.Parse(l, CultureInfo.InvariantCulture)).ToArray());
    }

    /// <summary>Relied on by SavedPipeline: it knows a loaded chain of ours by the types of its stages.</summary>
    [TestMethod]
    public void A_loaded_chain_is_a_chain_of_the_same_stages()
    {
        var loaded = SaveAndLoad(_model);

        Assert.IsInstanceOfType<TransformerChain<ITransformer>>(loaded);
        CollectionAssert.AreEqual(Stages(_model), Stages(loaded));
        CollectionAssert.Contains(Stages(loaded), typeof(ValueMappingTransformer));
        CollectionAssert.Contains(Stages(loaded), typeof(StatefulCustomMappingTransformer<SumMapping.Input, SumMapping.Output, SumMapping.State>));
    }

    /// <summary>Relied on by OnlineModelCatalog.Rehydrate, which replaces chains of ours within a loaded chain at any depth, scopes kept.</summary>
    [TestMethod]
    public void A_chain_in_a_chain_and_its_scopes_come_back()
    {
        var inner = _context.Transforms.Double().Append(_context.Transforms.CopyColumns("Copy", "Twice")).Fit(_source);
        var label = _context.Transforms.CopyColumns("Target", "Label").Fit(_source);
        var outer = new TransformerChain<ITransformer>([label, inner], [TransformerScope.TrainTest, TransformerScope.Everything]);

        var loaded = (TransformerChain<ITransformer>)SaveAndLoad(outer);

        Assert.HasCount(2, (TransformerChain<ITransformer>)loaded.Last());
        Assert.HasCount(1, loaded.GetModelFor(TransformerScope.Scoring));
        Assert.HasCount(2, loaded.GetModelFor(TransformerScope.Training));
        Assert.AreEqual(14f, loaded.Transform(_source).GetColumn<float>("Copy").ElementAt(7));
    }

    /// <summary>
    /// Relied on by OnlineTransformer.Save: it builds its chain, in a context of its own, when it is asked to save, and that chain comes back in its
    /// place.
    /// </summary>
    [TestMethod]
    public void A_transformer_of_our_own_is_saved_as_the_chain_that_it_delegates_to()
    {
        var model = new TransformerChain<ITransformer>(new Delegating(() =>
        {
            var own = new MLContext();
            return own.Transforms.Double().Append(own.Transforms.CopyColumns("Copy", "Twice")).Fit(own.Data.LoadFromEnumerable(Array.Empty<Reading>()));
        }));

        var loaded = SaveAndLoad(model);

        Assert.IsInstanceOfType<TransformerChain<ITransformer>>(((IEnumerable<ITransformer>)loaded).Single());
        Assert.AreEqual(14f, loaded.Transform(_source).GetColumn<float>("Copy").ElementAt(7));
    }

    private static Type[] Stages(ITransformer model) => model is IEnumerable<ITransformer> chain ? [.. chain.SelectMany(Stages)] : [model.GetType()];

    private ITransformer SaveAndLoad(ITransformer model)
    {
        using var file = new ModelFile();
        _context.Model.Save(model, _source.Schema, file.Path);
        return new MLContext().Model.Load(file.Path, out _);
    }

    /// <summary>Saves what it makes at that moment, and does nothing else.</summary>
    private sealed class Delegating(Func<ITransformer> make) : ITransformer
    {
        public bool IsRowToRowMapper => true;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException();

        public IDataView Transform(IDataView input) => throw new NotSupportedException();

        public void Save(ModelSaveContext ctx) => make().Save(ctx);
    }
}
