using AdaptiveML.MLNet.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace AdaptiveML.MLNet.Tests.Trainers;

[TestClass]
public sealed class SdcaRegressionTests
{
    /// <summary>Large enough for ML.NET's arithmetic, which is Single.</summary>
    private const float L2 = 0.01f;

    private readonly MLContext _context = new(1);

    [TestMethod]
    public void A_linear_map_is_recovered()
    {
        var model = Fit(Examples.Take(1000)).Model;

        AssertNear([.. Examples.Truth, Examples.TrueBias], model, 0.05);
    }

    [TestMethod]
    [DataRow(0.01)]
    [DataRow(0.1)]
    public void With_a_strict_tolerance_it_comes_to_the_ridge_solution_whose_bias_is_free(double l2)
    {
        var rows = Examples.Take(500, noise: 2);

        var model = Fit(rows, options => options.L2Regularization = (float)l2).Model;

        AssertNear(Examples.Ridge(rows, l2), model, 0.01);
    }

    [TestMethod]
    public void An_L1_constant_puts_a_small_weight_to_zero()
    {
        var model = Fit(Examples.Take(500, noise: 0.1), options => (options.L2Regularization, options.L1Regularization) = (0.1f, 3)).Model;

        Assert.AreEqual(0, model.Weights[2]);
        Assert.AreNotEqual(0, model.Weights[0]);
        Assert.AreNotEqual(0, model.Weights[1]);
    }

    [TestMethod]
    public void Rows_count_as_much_as_they_weigh()
    {
        var rows = Examples.Take(400);
        foreach (var row in rows.Where((_, i) => i % 2 == 1))
        {
            row.Label = 100;
            row.Importance = 0;
        }

        var model = Fit(rows, options => options.ExampleWeightColumnName = "Importance").Model;

        AssertNear(Examples.Ridge(rows, L2), model, 0.05);
    }

    [TestMethod]
    [DataRow(float.NaN, 0f, DisplayName = "label")]
    [DataRow(0f, float.NaN, DisplayName = "feature")]
    [DataRow(0f, float.PositiveInfinity, DisplayName = "infinite feature")]
    public void Rows_with_what_is_not_finite_are_left_out(float label, float feature)
    {
        var rows = Examples.Take(400);
        var odd = new Example { Label = label, Features = [feature, 0, 0] };

        var model = Fit([.. rows, odd]).Model;

        AssertNear(Examples.Ridge(rows, L2), model, 0.02);
    }

    [TestMethod]
    public void One_thread_and_one_seed_give_the_same_bits()
    {
        var rows = Examples.Take(300, noise: 1);

        var one = new MLContext(5).Regression.Trainers.Sdca(OneThread()).Fit(View(rows)).Model;
        var other = new MLContext(5).Regression.Trainers.Sdca(OneThread()).Fit(View(rows)).Model;

        CollectionAssert.AreEqual(one.Weights.ToArray(), other.Weights.ToArray());
        Assert.AreEqual(one.Bias, other.Bias);
    }

    [TestMethod]
    public void The_score_is_the_linear_map()
    {
        var transformer = Fit(Examples.Take(200, noise: 1));
        Example row = new() { Features = [0.5f, -1, 3] };

        var score = transformer.Transform(View([row])).GetColumn<float>("Score").Single();

        var (weights, bias) = (transformer.Model.Weights, transformer.Model.Bias);
        Assert.AreEqual(bias + weights[0] * 0.5 - weights[1] + weights[2] * 3, score, 1e-4);
    }

    [TestMethod]
    public void A_missing_feature_gives_a_missing_score()
    {
        var scores = Fit(Examples.Take(200)).Transform(View([new() { Features = [0.5f, float.NaN, 3] }])).GetColumn<float>("Score");

        Assert.IsTrue(float.IsNaN(scores.Single()));
    }

    [TestMethod]
    public void An_engine_scores_as_the_view_does()
    {
        var rows = Examples.Take(50, noise: 1);
        var transformer = Fit(rows);
        using var engine = _context.Model.CreatePredictionEngine<Example, Scored>(transformer);

        CollectionAssert.AreEqual(transformer.Transform(View(rows)).GetColumn<float>("Score").ToArray(), rows.Select(row => engine.Predict(row).Score).ToArray());
    }

    [TestMethod]
    public void Both_overloads_fit_the_same_problem()
    {
        var rows = Examples.Take(1000);

        var model = _context.Regression.Trainers.Sdca("Label", "Features", l2Regularization: L2).Fit(View(rows)).Model;

        AssertNear(Examples.Ridge(rows, L2), model, 0.1);
    }

    [TestMethod]
    public void What_follows_a_view_of_one_cursor_sees_its_rows_in_order()
    {
        IDataView rows = new SingleCursorView(600);
        var model = _context.Transforms.Concatenate("Features", "Index").Append(_context.Transforms.NormalizeMinMax("Features"))
            .Append(_context.Regression.Trainers.Sdca(new SdcaRegressionTrainer.Options { LabelColumnName = "Index", NumberOfThreads = 1, L2Regularization = L2 }))
            .Fit(rows);

        var scores = model.Transform(rows).GetColumn<float>("Score").ToArray();

        Assert.HasCount(600, scores);
        Assert.IsTrue(scores.Zip(scores.Skip(1)).All(pair => pair.First < pair.Second), "the scores of rising rows rise");
    }

    private RegressionPredictionTransformer<LinearRegressionModelParameters> Fit(Example[] rows, Action<SdcaRegressionTrainer.Options>? configure = null)
    {
        var options = OneThread();
        configure?.Invoke(options);
        return _context.Regression.Trainers.Sdca(options).Fit(View(rows));
    }

    private static void AssertNear(double[] expected, LinearRegressionModelParameters model, double tolerance)
    {
        double[] actual = [.. model.Weights.Select(weight => (double)weight), model.Bias];
        Assert.IsLessThan(tolerance, expected.Zip(actual, (one, other) => Math.Abs(one - other)).Max(), $"{string.Join(' ', actual)}, not {string.Join(' ', expected)}");
    }

    private static SdcaRegressionTrainer.Options OneThread() =>
        new() { NumberOfThreads = 1, L2Regularization = L2, ConvergenceTolerance = 1e-4f, MaximumNumberOfIterations = 1000 };

    private IDataView View(Example[] rows) => _context.Data.LoadFromEnumerable(rows);
}
