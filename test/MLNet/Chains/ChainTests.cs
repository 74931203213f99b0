using AdaptiveML.MLNet.Tests.Mappings;
using AdaptiveML.MLNet.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.Chains;

[TestClass]
public sealed class ChainTests
{
    private readonly MLContext _context = new();
    private readonly IDataView _source;

    public ChainTests() => _source = _context.Data.LoadFromEnumerable(Readings.Take(30));

    /// <summary>Relied on by Chain: it walks a fitted chain, and calls GetModelFor by its name, without knowing the type of the last transformer.</summary>
    [TestMethod]
    public void A_fitted_chain_is_a_sequence_of_its_transformers_and_shows_those_of_a_scope()
    {
        ITransformer model = _context.Transforms.Double().Append(_context.Transforms.CopyColumns("Copy", "Twice")).Fit(_source);

        Assert.AreEqual(typeof(TransformerChain<>), model.GetType().GetGenericTypeDefinition());
        Assert.IsNotInstanceOfType<TransformerChain<ITransformer>>(model);
        var scoring = model.GetType().GetMethod(nameof(TransformerChain<>.GetModelFor))!.Invoke(model, [TransformerScope.Scoring]);
        CollectionAssert.AreEqual(((IEnumerable<ITransformer>)model).ToArray(), ((TransformerChain<ITransformer>)scoring!).ToArray());
    }

    /// <summary>Relied on by OnlineTransformer and BoundStage, which promise a row mapper, and by EngineBinding, which drives chains of them.</summary>
    [TestMethod]
    public void A_chain_is_a_row_mapper_if_all_stages_are()
    {
        ITransformer mapper = _context.Transforms.Double().Append(_context.Transforms.Sum()).Fit(_source);
        ITransformer notMapper = new TransformerChain<ITransformer>(_context.Transforms.Double().Fit(_source), new NoRowMapper());

        Assert.IsTrue(mapper.IsRowToRowMapper);
        Assert.IsFalse(notMapper.IsRowToRowMapper);
        Assert.Throws<InvalidOperationException>(() => notMapper.GetRowToRowMapper(_source.Schema));
    }

    /// <summary>
    /// Relied on by StreamMapper and BoundStage: a chain asks each mapper's GetDependencies, so that a column which nobody wants is not computed.
    /// </summary>
    [TestMethod]
    public void Its_row_mapper_asks_of_its_input_what_the_wanted_columns_need()
    {
        ITransformer chain = _context.Transforms.Double().Append(_context.Transforms.CopyColumns("Copy", "Twice")).Fit(_source);

        var mapper = chain.GetRowToRowMapper(_source.Schema);

        Assert.AreSame(_source.Schema, mapper.InputSchema);
        CollectionAssert.AreEqual(new[] { "Index" }, mapper.GetDependencies([mapper.OutputSchema["Copy"]]).Select(c => c.Name).ToArray());
        CollectionAssert.AreEqual(new[] { "Label" }, mapper.GetDependencies([mapper.OutputSchema["Label"]]).Select(c => c.Name).ToArray());
    }

    /// <summary>
    /// Relied on by OnlineLruTrainer and every other estimator of ours: ColumnChecks refuses a column in GetOutputSchema, before any stage has been
    /// fitted.
    /// </summary>
    [TestMethod]
    public void A_bad_schema_fails_before_anything_is_fitted()
    {
        var fitted = false;
        var estimator = new EstimatorChain<ITransformer>().Append(new Watched(() => fitted = true)).Append(_context.Transforms.CopyColumns("B", "Missing"));

        Assert.Throws<ArgumentOutOfRangeException>(() => estimator.Fit(_source));
        Assert.IsFalse(fitted);
    }

    private sealed class Watched(Action fitted) : IEstimator<ITransformer>
    {
        public ITransformer Fit(IDataView input)
        {
            fitted();
            return new TransformerChain<ITransformer>();
        }

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inputSchema;
    }

    private sealed class NoRowMapper : ITransformer
    {
        public bool IsRowToRowMapper => false;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new InvalidOperationException();

        public IDataView Transform(IDataView input) => input;

        public void Save(ModelSaveContext ctx) => throw new NotSupportedException();
    }
}
