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

    [TestMethod]
    public void A_chain_gives_what_its_stages_give_one_after_the_other()
    {
        var first = _context.Transforms.Double().Fit(_source);
        var second = _context.Transforms.CopyColumns("Copy", "Twice").Fit(first.Transform(_source));

        var chain = new TransformerChain<ITransformer>(first, second);

        CollectionAssert.AreEqual(new[] { first, second }, chain.ToArray());
        Assert.AreSame(second, chain.LastTransformer);
        CollectionAssert.AreEqual(
            second.Transform(first.Transform(_source)).GetColumn<float>("Copy").ToArray(),
            chain.Transform(_source).GetColumn<float>("Copy").ToArray());
    }

    [TestMethod]
    public void A_fitted_chain_is_a_sequence_of_its_transformers()
    {
        ITransformer model = _context.Transforms.Double().Append(_context.Transforms.CopyColumns("Copy", "Twice")).Fit(_source);

        Assert.HasCount(2, (IEnumerable<ITransformer>)model);
    }

    [TestMethod]
    public void A_chain_in_a_chain_works_and_stays_one_stage()
    {
        var inner = _context.Transforms.Double().Append(_context.Transforms.CopyColumns("Copy", "Twice")).Fit(_source);
        var outer = new TransformerChain<ITransformer>(inner, _context.Transforms.CopyColumns("Again", "Copy").Fit(inner.Transform(_source)));

        Assert.HasCount(2, outer);
        Assert.AreEqual(8f, outer.Transform(_source).GetColumn<float>("Again").ElementAt(4));
    }

    [TestMethod]
    public void An_empty_chain_passes_its_input_on()
    {
        var empty = new TransformerChain<ITransformer>();

        Assert.AreSame(_source, empty.Transform(_source));
        Assert.AreSame(_source.Schema, empty.GetOutputSchema(_source.Schema));
    }

    [TestMethod]
    public void A_chain_is_a_row_mapper_if_all_stages_are()
    {
        var mapper = _context.Transforms.Double().Append(_context.Transforms.Sum()).Fit(_source);
        var notMapper = new TransformerChain<ITransformer>(_context.Transforms.Double().Fit(_source), new NoRowMapper());

        Assert.IsTrue(((ITransformer)mapper).IsRowToRowMapper);
        Assert.IsFalse(((ITransformer)notMapper).IsRowToRowMapper);
        Assert.Throws<InvalidOperationException>(() => ((ITransformer)notMapper).GetRowToRowMapper(_source.Schema));
    }

    [TestMethod]
    public void Its_row_mapper_asks_of_its_input_what_the_wanted_columns_need()
    {
        ITransformer chain = _context.Transforms.Double().Append(_context.Transforms.CopyColumns("Copy", "Twice")).Fit(_source);

        var mapper = chain.GetRowToRowMapper(_source.Schema);

        Assert.AreSame(_source.Schema, mapper.InputSchema);
        CollectionAssert.AreEqual(
            new[] { "Index" },
            mapper.GetDependencies([mapper.OutputSchema["Copy"]]).Select(c => c.Name).ToArray());
        CollectionAssert.AreEqual(
            new[] { "Label" },
            mapper.GetDependencies([mapper.OutputSchema["Label"]]).Select(c => c.Name).ToArray());
    }

    [TestMethod]
    public void Its_row_mapper_gives_what_Transform_gives()
    {
        ITransformer chain = _context.Transforms.Double().Append(_context.Transforms.Sum()).Append(_context.Transforms.CopyColumns("Copy", "Sum")).Fit(_source);
        var mapper = chain.GetRowToRowMapper(_source.Schema);
        using var cursor = _source.GetRowCursor(_source.Schema);
        var row = mapper.GetRow(cursor, mapper.OutputSchema);
        Assert.AreSame(mapper.OutputSchema, row.Schema);

        var copies = new List<float>();
        while (cursor.MoveNext())
            copies.Add(row.Get<float>("Copy"));

        CollectionAssert.AreEqual(chain.Transform(_source).GetColumn<float>("Copy").ToArray(), copies);
    }

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
