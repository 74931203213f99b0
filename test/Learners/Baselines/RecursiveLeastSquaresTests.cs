using AdaptiveML.Learners.Baselines;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

[TestClass]
public sealed class RecursiveLeastSquaresTests
{
    [TestMethod]
    public void Without_forgetting_it_is_ridge_regression()
    {
        const double penalty = 3;
        var rows = Streams.Drifting<double>(300, 3);
        var learner = new RecursiveLeastSquares<double>(3, 1, new() { Forgetting = 1, L2Regularization = penalty });
        learner.Learn(rows, 0, 300);
        double[] expected = SolveNormalEquations(rows, penalty);
        double[] prediction = new double[1];
        for (int row = 0; row < 300; row++)
        {
            learner.Predict(rows.Input(row), prediction);
            double dot = expected[0] + rows.Input(row).ToArray().Select((x, i) => x * expected[i + 1]).Sum();
            Assert.AreEqual(dot, prediction[0], 1e-10);
        }
    }

    [TestMethod]
    public void Forgetting_follows_a_law_that_changes()
    {
        RecursiveLeastSquares<double> forgets = new(1, 1, new() { Forgetting = 0.98 }), remembers = new(1, 1, new() { Forgetting = 1 });
        for (int row = 0; row < 2000; row++)
        {
            double x = Math.Sin(row);
            foreach (var learner in new[] { forgets, remembers })
            {
                learner.Learn([x], [row < 1000 ? x : -x], new double[1]);
            }
        }

        double[] prediction = new double[1];
        forgets.Predict([1.0], prediction);
        Assert.AreEqual(-1, prediction[0], 1e-6);
        remembers.Predict([1.0], prediction);
        Assert.AreEqual(0, prediction[0], 0.1);
    }

    [TestMethod]
    public void It_stays_finite_where_nothing_excites_it()
    {
        var learner = new RecursiveLeastSquares<double>(2, 1, new() { Forgetting = 0.9 });
        double[] prediction = new double[1];
        for (int row = 0; row < 50_000; row++)
        {
            learner.Learn([1.0, 0.0], [2.0], prediction);
        }

        Assert.AreEqual(2, prediction[0], 1e-6);
        learner.Learn([1.0, 5.0], [3.0], prediction);
        learner.Predict([1.0, 5.0], prediction);
        Assert.AreEqual(3, prediction[0], 0.05, "one row of a direction that was never excited is learnt as in the first row, and no further");
    }

    [TestMethod]
    public void Last_target_and_differences_are_what_they_say()
    {
        // y_t = y_{t−1} + 2 (x_t − x_{t−1}) has no law in x alone.
        var learner = new RecursiveLeastSquares<double>(
            1, 1, new() { SeesDifferences = true, SeesLastTarget = true, L2Regularization = 1e-6, Forgetting = 1 });
        double y = 0, last = 0;
        double[] prediction = new double[1];
        for (int row = 0; row < 200; row++)
        {
            double x = Math.Sin(row * row);
            y += 2 * (x - last);
            last = x;
            learner.Learn([x], [y], prediction);
        }

        Assert.AreEqual(y, prediction[0], 1e-3);
    }

    private static double[] SolveNormalEquations(TrainingRows<double> rows, double penalty)
    {
        int size = rows.InputSize + 1;
        var system = new double[size, size + 1];
        for (int row = 0; row < rows.Count; row++)
        {
            double[] features = [1, .. rows.Input(row)];
            for (int i = 0; i < size; i++)
            {
                for (int j = 0; j < size; j++)
                {
                    system[i, j] += features[i] * features[j];
                }

                system[i, size] += features[i] * rows.Target(row)[0];
            }
        }

        for (int i = 0; i < size; i++)
        {
            system[i, i] += penalty;
        }

        // Gauss–Jordan; the system is positive definite.
        for (int pivot = 0; pivot < size; pivot++)
        {
            for (int i = 0; i < size; i++)
            {
                double factor = system[i, pivot] / system[pivot, pivot];
                for (int j = pivot; i != pivot && j <= size; j++)
                {
                    system[i, j] -= factor * system[pivot, j];
                }
            }
        }

        return [.. Enumerable.Range(0, size).Select(i => system[i, size] / system[i, i])];
    }
}
