using AdaptiveML.MLNet.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.Views;

[TestClass]
public sealed class TrainTestSplitTests
{
    private const int Rows = 2_000;

    private readonly MLContext _context = new(1);
    private readonly IDataView _source;

    public TrainTestSplitTests() => _source = _context.Data.LoadFromEnumerable(Readings.Take(Rows));

    [TestMethod]
    public void Each_row_is_in_one_part_and_its_order_is_kept()
    {
        var split = _context.Data.TrainTestSplit(_source, testFraction: 0.3);

        var train = Indices(split.TrainSet);
        var test = Indices(split.TestSet);
        Assert.AreEqual(0.3 * Rows, test.Length, 0.05 * Rows);
        CollectionAssert.AreEqual(train.Order().ToArray(), train);
        CollectionAssert.AreEqual(test.Order().ToArray(), test);
        CollectionAssert.AreEqual(Indices(_source), train.Concat(test).Order().ToArray());
    }

    [TestMethod]
    public void A_part_is_the_same_in_each_pass_and_for_the_same_seed()
    {
        var split = _context.Data.TrainTestSplit(_source, seed: 7);

        CollectionAssert.AreEqual(Indices(split.TestSet), Indices(split.TestSet));
        CollectionAssert.AreEqual(Indices(split.TestSet), Indices(new MLContext().Data.TrainTestSplit(_source, seed: 7).TestSet));
        CollectionAssert.AreNotEqual(Indices(split.TestSet), Indices(_context.Data.TrainTestSplit(_source, seed: 8).TestSet));
    }

    [TestMethod]
    public void Rows_with_one_key_stay_together()
    {
        var split = _context.Data.TrainTestSplit(_source, testFraction: 0.5, samplingKeyColumnName: "Name", seed: 1);

        Assert.IsEmpty(Names(split.TrainSet).Intersect(Names(split.TestSet)));
        Assert.HasCount(Rows, Indices(split.TrainSet).Concat(Indices(split.TestSet)));
    }

    [TestMethod]
    public void Folds_hold_out_each_row_once()
    {
        var folds = _context.Data.CrossValidationSplit(_source, numberOfFolds: 4, seed: 1);

        Assert.HasCount(4, folds);
        CollectionAssert.AreEqual(Indices(_source), folds.SelectMany(fold => Indices(fold.TestSet)).Order().ToArray());
        foreach (var fold in folds)
            CollectionAssert.AreEqual(Indices(_source), Indices(fold.TrainSet).Concat(Indices(fold.TestSet)).Order().ToArray());
    }

    [TestMethod]
    public void Cross_validation_fits_to_the_other_folds_and_evaluates_on_the_held_out_one()
    {
        var estimator = _context.Transforms.CopyColumns("Score", "Index");

        var folds = _context.Regression.CrossValidate(_source, estimator, numberOfFolds: 3, seed: 1);

        CollectionAssert.AreEqual(new[] { 0, 1, 2 }, folds.Select(fold => fold.Fold).ToArray());
        CollectionAssert.AreEqual(Indices(_source), folds.SelectMany(fold => Indices(fold.ScoredHoldOutSet)).Order().ToArray());
        foreach (var fold in folds)
        {
            Assert.AreEqual(_context.Regression.Evaluate(fold.ScoredHoldOutSet).MeanSquaredError, fold.Metrics.MeanSquaredError);
            Assert.AreEqual(Rows, fold.Model.Transform(_source).GetColumn<float>("Score").Count());
        }
    }

    [TestMethod]
    public void Arguments_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentNullException>(() => _context.Data.TrainTestSplit(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Data.TrainTestSplit(_source, testFraction: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Data.TrainTestSplit(_source, testFraction: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Data.CrossValidationSplit(_source, numberOfFolds: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Data.TrainTestSplit(_source, samplingKeyColumnName: "Missing"));
    }

    private static float[] Indices(IDataView view) => [.. view.GetColumn<float>("Index")];

    private static string[] Names(IDataView view) => [.. view.GetColumn<string>("Name").Distinct()];
}
