namespace AdaptiveML.Online.Tests;

[TestClass]
public sealed class StandardizerTests
{
    private static readonly (double Input, double Target, int Weight)[] Rows = [(1, 10, 1), (2, 40, 3), (4, -10, 0), (8, 20, 2), (-3, 0, 5)];

    [TestMethod]
    public void Fitted_rows_have_mean_0_and_deviation_1_each_row_counted_by_its_weight()
    {
        var (standardizer, memory) = Fit(Rows);
        double[] scaled = new double[1];
        double sum = 0, squares = 0, targets = 0, targetSquares = 0, total = Rows.Sum(row => row.Weight);
        foreach (var (input, target, weight) in Rows)
        {
            standardizer.ScaleInput(memory, [input], scaled);
            (sum, squares) = (sum + (weight * scaled[0]), squares + (weight * scaled[0] * scaled[0]));
            standardizer.ScaleTarget(memory, [target], scaled);
            (targets, targetSquares) = (targets + (weight * scaled[0]), targetSquares + (weight * scaled[0] * scaled[0]));
        }

        Assert.AreEqual(0, sum / total, 1e-12);
        Assert.AreEqual(1, squares / total, 1e-12);
        Assert.AreEqual(0, targets / total, 1e-12);
        Assert.AreEqual(1, targetSquares / total, 1e-12);
    }

    [TestMethod]
    public void A_row_of_weight_3_is_three_rows_and_one_of_weight_0_is_none()
    {
        var (weighted, first) = Fit(Rows);
        var (repeated, second) = Fit([.. Rows.SelectMany(row => Enumerable.Repeat((row.Input, row.Target, 1), row.Weight))]);
        double[] expected = new double[1], actual = new double[1];
        weighted.ScaleInput(first, [5], expected);
        repeated.ScaleInput(second, [5], actual);
        Assert.AreEqual(expected[0], actual[0], 1e-12);
        weighted.UnscalePrediction(first, [2], expected);
        repeated.UnscalePrediction(second, [2], actual);
        Assert.AreEqual(expected[0], actual[0], 1e-12);
    }

    private static (Standardizer<double> Standardizer, LearnerMemory Memory) Fit((double Input, double Target, int Weight)[] given)
    {
        var state = new Layout();
        var standardizer = new Standardizer<double>(1, 1, state);
        var memory = new LearnerMemory(new(), state, new(), 1);
        standardizer.Initialize(memory);
        var rows = new TrainingRows<double>(1, 1);
        foreach (var (input, target, weight) in given)
        {
            rows.Add([input], [target], new() { Weight = weight });
        }

        standardizer.Fit(memory, rows);
        return (standardizer, memory);
    }
}
