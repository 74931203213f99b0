using AdaptiveML.MLNet.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.Mappings;

[TestClass]
public sealed class StatefulMappingTests
{
    private const int Rows = 5_000;

    private readonly MLContext _context = new();
    private readonly IDataView _source;

    public StatefulMappingTests() => _source = _context.Data.LoadFromEnumerable(Readings.Take(Rows));

    [TestMethod]
    public void Rows_are_mapped_in_order()
    {
        var view = _context.Transforms.Sum().Fit(_source).Transform(_source);

        CollectionAssert.AreEqual(Maps.ExpectedSums(Rows), view.GetColumn<float>("Sum").ToArray());
    }

    [TestMethod]
    public void Every_pass_starts_from_a_state_of_its_own()
    {
        var view = _context.Transforms.Sum().Fit(_source).Transform(_source);
        var expected = Maps.ExpectedSums(Rows);

        using (var cursor = view.GetRowCursor(view.Schema))
        {
            cursor.MoveNext();
            cursor.MoveNext();
            Assert.AreEqual(1f, cursor.Get<float>("Sum"));
        }

        CollectionAssert.AreEqual(expected, view.GetColumn<float>("Sum").ToArray());
        CollectionAssert.AreEqual(expected, view.GetColumn<float>("Sum").ToArray());
    }

    [TestMethod]
    public void The_state_is_initialised_once_a_cursor()
    {
        var initialised = 0;
        var view = _context.Transforms.StatefulCustomMapping<SumMapping.Input, SumMapping.Output, SumMapping.State>(
            new SumMapping().GetMapping(), state => state.Total = 100 * ++initialised, null).Fit(_source).Transform(_source);

        Assert.AreEqual(100f * initialised + 100, view.GetColumn<float>("Sum").First());
        var before = initialised;
        using var cursor = view.GetRowCursor(view.Schema);
        cursor.MoveNext();
        Assert.AreEqual(100f * (before + 1), cursor.Get<float>("Sum"));
        Assert.AreEqual(before + 1, initialised);
    }

    [TestMethod]
    public void A_pass_that_asks_for_none_of_its_outputs_throws()
    {
        var view = _context.Transforms.Sum().Fit(_source).Transform(_source);

        Assert.Throws<Exception>(() => view.GetColumn<float>("Label").ToArray());
    }

    [TestMethod]
    public void A_type_without_its_outputs_cannot_be_enumerated()
    {
        var view = _context.Transforms.Sum().Fit(_source).Transform(_source);

        Assert.Throws<Exception>(() => _context.Data.CreateEnumerable<LabelOnly>(view, false).ToArray());
    }

    [TestMethod]
    public void A_fixed_calibrator_behind_it_lets_any_column_be_asked_for()
    {
        var view = Anchored().Transform(_source);

        CollectionAssert.AreEqual(_source.GetColumn<float>("Label").ToArray(), view.GetColumn<float>("Label").ToArray());
        Assert.AreEqual(Rows, _context.Data.CreateEnumerable<LabelOnly>(view, false).Count());
    }

    [TestMethod]
    public void A_fixed_calibrator_behind_it_leaves_its_values_alone()
    {
        var view = Anchored().Transform(_source);

        CollectionAssert.AreEqual(Maps.ExpectedSums(Rows), view.GetColumn<float>("Sum").ToArray());
    }

    [TestMethod]
    public void A_fixed_calibrator_gives_the_logistic_function_of_its_score()
    {
        var view = Anchored().Transform(_context.Data.TakeRows(_source, 4));

        foreach (var (score, probability) in view.GetColumn<float>("Sum").Zip(view.GetColumn<float>("Probability")))
            Assert.AreEqual(1 / (1 + MathF.Exp(-score)), probability, 1e-6f);
        Assert.IsTrue(view.Schema["Probability"].Annotation<bool>("IsNormalized"));
    }

    [TestMethod]
    public void It_is_a_row_mapper_with_the_columns_that_it_reads_as_dependencies()
    {
        var model = _context.Transforms.Sum().Fit(_source);

        Assert.IsTrue(model.IsRowToRowMapper);
        var mapper = model.GetRowToRowMapper(_source.Schema);
        Assert.AreSame(_source.Schema, mapper.InputSchema);
        var needed = mapper.GetDependencies([mapper.OutputSchema["Sum"]]).Select(c => c.Name).ToArray();
        CollectionAssert.AreEqual(new[] { "Index" }, needed);
    }

    [TestMethod]
    public void A_missing_input_column_is_an_error_of_the_schema()
    {
        var other = _context.Data.LoadFromEnumerable([new LabelOnly()]);
        var estimator = _context.Transforms.Sum();
        var model = estimator.Fit(_source);

        Assert.Throws<ArgumentOutOfRangeException>(() => estimator.Fit(other));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Transform(other));
    }

    private ITransformer Anchored() => _context.Transforms.Sum()
        .Append(_context.BinaryClassification.Calibrators.Platt(slope: -1, offset: 0, scoreColumnName: "Sum"))
        .Fit(_source);

    private sealed class LabelOnly
    {
        public float Label { get; set; }
    }
}
