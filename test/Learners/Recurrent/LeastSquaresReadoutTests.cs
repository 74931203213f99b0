using AdaptiveML.Kernels;
using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>Numbers from readouts by least squares over a recurrence that learns from their errors.</summary>
[TestClass]
public sealed class LeastSquaresReadoutTests
{
    [TestMethod]
    public void It_learns_in_hundreds_of_rows_what_a_layer_along_the_gradient_does_not_in_thousands()
    {
        double solved = Error(new() { Method = RecurrentMethod.SnAp1, HiddenUnits = 8 }, rows: 1000);
        double gradient = Error(new() { Method = RecurrentMethod.SnAp1, HiddenUnits = 8, LeastSquaresReadout = false }, rows: 4000);
        Assert.IsLessThan(0.02, solved);
        Assert.IsGreaterThan(2 * solved, gradient);
    }

    [TestMethod]
    public void The_recurrence_learns_from_its_errors()
    {
        var update = new UpdateOptions { LearningRate = 3e-3 };
        RecurrentOptions options = new() { Method = RecurrentMethod.Truncated, HiddenUnits = 12, SeesLastLabel = false, Update = update };
        double trained = Delayed(options), drawn = Delayed(options with { RecurrentLearningRateFactor = 0 });
        Assert.IsLessThan(0.7 * drawn, trained, $"{trained} against {drawn}");
    }

    [TestMethod]
    public void Where_labels_stop_estimates_go_on_from_the_inputs()
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 3);
        var learner = new RecurrentLearner<double>(1, 1, new() { HiddenUnits = 6 });
        double[] prediction = new double[1];
        double input = 0, sum = 0;
        for (int row = 0; row < 3000; row++)
        {
            input = (0.98 * input) + (0.2 * random.NextNormal());
            double label = 3 * input;
            learner.Learn([input], [row < 2000 ? label : double.NaN], prediction);
            sum += row >= 2100 ? Math.Abs(prediction[0] - label) / 900 : 0;
        }

        Assert.IsLessThan(0.2, sum, "labels have a deviation of 3");
    }

    [TestMethod]
    public void Each_number_learns_by_itself_and_may_be_missing()
    {
        var rows = Streams.Drifting<double>(1500, 2, seed: 3, outputs: 2);
        var learner = new RecurrentLearner<double>(2, 2, new() { HiddenUnits = 6, Method = RecurrentMethod.SnAp1 });
        double[] prediction = new double[2];
        double sum = 0, squares = 0;
        for (int row = 0; row < 1500; row++)
        {
            var target = rows.Target(row);
            learner.Learn(rows.Input(row), [row % 2 == 0 ? target[0] : double.NaN, target[1]], prediction);
            sum += row >= 750 ? Math.Pow(prediction[0] - target[0], 2) : 0;
            squares += row >= 750 ? target[0] * target[0] : 0;
        }

        Assert.IsLessThan(0.2 * squares, sum);
    }

    [TestMethod]
    public void Too_many_features_are_left_to_the_gradient()
    {
        Assert.IsInstanceOfType<LeastSquaresOutput<float>>(new RecurrentLearner<float>(100, 1, new()).Leader.Output);
        Assert.IsInstanceOfType<LinearOutput<float>>(new RecurrentLearner<float>(200, 1, new()).Leader.Output);
    }

    /// <summary>Mean squared error of late of a law that is linear in the inputs and the last label.</summary>
    private static double Error(RecurrentOptions options, int rows)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 7);
        var learner = new RecurrentLearner<double>(2, 1, options);
        double[] prediction = new double[1];
        double label = 0, sum = 0;
        for (int row = 0; row < rows; row++)
        {
            double first = random.NextNormal(), second = random.NextNormal();
            label = (0.9 * label) + first - (0.5 * second);
            learner.Learn([first, second], [label], prediction);
            sum += row >= rows - 200 ? Math.Pow(prediction[0] - label, 2) / 200 : 0;
        }

        return sum;
    }

    /// <summary>Mean squared error of late where the label is the product of the inputs of two and three rows before.</summary>
    private static double Delayed(RecurrentOptions options)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 9);
        var learner = new RecurrentLearner<double>(1, 1, options);
        double[] prediction = new double[1], past = new double[4];
        double sum = 0;
        for (int row = 0; row < 12_000; row++)
        {
            past[row % 4] = random.NextUniform() < 0.5 ? -1 : 1;
            double label = past[(row + 2) % 4] * past[(row + 1) % 4];
            learner.Learn([past[row % 4]], [label], prediction);
            sum += row >= 10_000 ? Math.Pow(prediction[0] - label, 2) / 2000 : 0;
        }

        return sum;
    }
}
