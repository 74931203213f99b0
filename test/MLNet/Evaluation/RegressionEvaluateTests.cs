using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.Evaluation;

[TestClass]
public sealed class RegressionEvaluateTests
{
    private readonly MLContext _context = new();

    [TestMethod]
    public void The_metrics_are_the_textbooks()
    {
        var metrics = Evaluate((1, 1.5f), (2, 1), (4, 5), (-3, -2.5f));

        Assert.AreEqual((0.5 + 1 + 1 + 0.5) / 4, metrics.MeanAbsoluteError, 1e-12);
        Assert.AreEqual((0.25 + 1 + 1 + 0.25) / 4, metrics.MeanSquaredError, 1e-12);
        Assert.AreEqual(Math.Sqrt(0.625), metrics.RootMeanSquaredError, 1e-12);
        Assert.AreEqual(metrics.MeanSquaredError, metrics.LossFunction, 1e-12);
        Assert.AreEqual(1 - 2.5 / (1 + 4 + 16 + 9 - 4.0 * 4 / 4), metrics.RSquared, 1e-12);
    }

    [TestMethod]
    public void A_row_without_a_label_does_not_count()
    {
        var with = Evaluate((1, 1.5f), (float.NaN, 100), (2, 1));
        var without = Evaluate((1, 1.5f), (2, 1));

        AssertSame(without, with);
    }

    [TestMethod]
    public void A_row_without_a_score_does_not_count()
    {
        var with = Evaluate((1, 1.5f), (50, float.NaN), (2, 1));
        var without = Evaluate((1, 1.5f), (2, 1));

        AssertSame(without, with);
    }

    [TestMethod]
    public void No_rows_give_zeros()
    {
        var metrics = Evaluate();

        Assert.AreEqual(0, metrics.MeanAbsoluteError);
        Assert.AreEqual(0, metrics.MeanSquaredError);
        Assert.AreEqual(0, metrics.RootMeanSquaredError);
        Assert.AreEqual(0, metrics.LossFunction);
        Assert.AreEqual(0, metrics.RSquared);
    }

    [TestMethod]
    public void One_row_has_no_R_squared()
    {
        var metrics = Evaluate((3, 1));

        Assert.AreEqual(2, metrics.MeanAbsoluteError);
        Assert.IsTrue(double.IsNaN(metrics.RSquared));
    }

    [TestMethod]
    public void An_infinite_score_counts()
    {
        var metrics = Evaluate((3, float.PositiveInfinity), (1, 1));

        Assert.AreEqual(double.PositiveInfinity, metrics.MeanSquaredError);
    }

    [TestMethod]
    public void Columns_of_other_names_are_named_in_the_call()
    {
        var view = _context.Data.LoadFromEnumerable([new Renamed { Truth = 2, Guess = 1 }, new Renamed { Truth = 5, Guess = 5 }]);

        Assert.AreEqual(0.5, _context.Regression.Evaluate(view, "Truth", "Guess").MeanAbsoluteError);
    }

    [TestMethod]
    public void A_missing_column_is_an_error_of_the_schema()
    {
        var view = View((1, 1));

        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Regression.Evaluate(view, "Missing"));
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Regression.Evaluate(view, "Label", "Missing"));
    }

    [TestMethod]
    public void Label_and_score_must_be_Single()
    {
        var view = _context.Data.LoadFromEnumerable([new Wide()]);

        var label = Assert.Throws<ArgumentOutOfRangeException>(() => _context.Regression.Evaluate(view, "Wide", "Narrow"));
        var score = Assert.Throws<ArgumentOutOfRangeException>(() => _context.Regression.Evaluate(view, "Narrow", "Wide"));
        StringAssert.Contains(label.Message, "Schema mismatch for label column 'Wide': expected Single, got Double", StringComparison.Ordinal);
        StringAssert.Contains(score.Message, "Schema mismatch for score column 'Wide': expected Single, got Double", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Null_and_empty_arguments_are_refused()
    {
        Assert.Throws<ArgumentNullException>(() => _context.Regression.Evaluate(null!));
        Assert.Throws<ArgumentException>(() => _context.Regression.Evaluate(View((1, 1)), ""));
        Assert.Throws<ArgumentException>(() => _context.Regression.Evaluate(View((1, 1)), "Label", ""));
    }

    private static void AssertSame(RegressionMetrics expected, RegressionMetrics actual)
    {
        Assert.AreEqual(expected.MeanAbsoluteError, actual.MeanAbsoluteError);
        Assert.AreEqual(expected.MeanSquaredError, actual.MeanSquaredError);
        Assert.AreEqual(expected.RootMeanSquaredError, actual.RootMeanSquaredError);
        Assert.AreEqual(expected.LossFunction, actual.LossFunction);
        Assert.AreEqual(expected.RSquared, actual.RSquared);
    }

    private RegressionMetrics Evaluate(params (float Label, float Score)[] rows) => _context.Regression.Evaluate(View(rows));

    private IDataView View(params (float Label, float Score)[] rows) =>
        _context.Data.LoadFromEnumerable(rows.Select(r => new Scored { Label = r.Label, Score = r.Score }).ToArray());

    private sealed class Scored
    {
        public float Label { get; set; }

        public float Score { get; set; }
    }

    private sealed class Renamed
    {
        public float Truth { get; set; }

        public float Guess { get; set; }
    }

    private sealed class Wide
    {
        [ColumnName("Wide")]
        public double Value { get; set; }

        public float Narrow { get; set; }
    }
}
