using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.Tests;

/// <summary>Logistic regression on all rows at once.</summary>
[TestClass]
public sealed class LogisticRegressionTests
{
    private const int Inputs = 5;

    [TestMethod]
    [DataRow(2, 0.1)]
    [DataRow(2, 30.0)]
    [DataRow(4, 1.0)]
    public void What_is_learnt_is_where_the_penalty_holds_the_slope_of_the_loss(int classes, double penalty)
    {
        var (regression, rows, labels, weights) = Make(classes, 200);
        regression.Fit(rows, labels, weights, penalty);
        double size = weights.Sum();
        double[] logits = new double[classes];
        double[] slope = new double[classes * Inputs];
        for (int row = 0; row < labels.Length; row++)
        {
            regression.Predict(rows.AsSpan(row * regression.Stride, regression.Stride), logits);
            double sum = logits.Sum(Math.Exp);
            for (int k = 0; k < classes; k++)
            {
                for (int i = 0; i < Inputs; i++)
                {
                    double error = (Math.Exp(logits[k]) / sum) - (labels[row] == k ? 1 : 0);
                    slope[(k * Inputs) + i] += weights[row] * error * rows[(row * regression.Stride) + i];
                }
            }
        }

        for (int k = 0; k < classes; k++)
        {
            for (int i = 0; i < Inputs; i++)
            {
                Assert.AreEqual(-penalty * regression.Weights(k)[i], slope[(k * Inputs) + i], 1e-3 * size);
            }
        }
    }

    [TestMethod]
    public void A_row_of_weight_two_is_as_good_as_two_rows()
    {
        var (heavy, rows, labels, weights) = Make(2, 40);
        weights[3] = 2;
        heavy.Fit(rows, labels, weights, 1);
        var twice = new LogisticRegression(Inputs, 2);
        twice.Fit([.. rows, .. rows.AsSpan(3 * heavy.Stride, heavy.Stride)], [.. labels, labels[3]], [.. Enumerable.Repeat(1.0, 41)], 1);
        for (int i = 0; i < Inputs; i++)
        {
            Assert.AreEqual(twice.Weights(1)[i], heavy.Weights(1)[i], 2e-3);
        }
    }

    [TestMethod]
    public void Rows_of_one_class_and_rows_that_a_line_divides_leave_weights_finite()
    {
        var (regression, rows, labels, weights) = Make(2, 20);
        regression.Fit(rows, new int[20], weights, 0.3);
        Assert.IsTrue(double.IsFinite(regression.Constant(0)) && regression.Constant(0) > regression.Constant(1));
        regression.Clear();
        regression.Fit(rows, [.. Enumerable.Range(0, 20).Select(row => rows[row * regression.Stride] > 0 ? 1 : 0)], weights, 0.3);
        Assert.IsTrue(double.IsFinite(regression.Weights(1)[0]) && regression.Weights(1)[0] > 0);
    }

    private static (LogisticRegression Regression, double[] Rows, int[] Labels, double[] Weights) Make(int classes, int count)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 3);
        var regression = new LogisticRegression(Inputs, classes);
        double[] rows = new double[count * regression.Stride];
        int[] labels = new int[count];
        for (int row = 0; row < count; row++)
        {
            for (int i = 0; i < Inputs; i++)
            {
                rows[(row * regression.Stride) + i] = random.NextNormal();
            }

            rows[(row * regression.Stride) + Inputs] = 1;
            labels[row] = (int)(random.NextUInt64() % (ulong)classes);
            rows[row * regression.Stride] += labels[row];
        }

        return (regression, rows, labels, [.. Enumerable.Repeat(1.0, count)]);
    }
}
