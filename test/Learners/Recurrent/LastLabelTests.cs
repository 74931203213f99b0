using AdaptiveML.Kernels;
using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>The last label among the inputs, and what becomes of it once labels stop.</summary>
[TestClass]
public sealed class LastLabelTests
{
    private const int Rows = 6000, Told = 4000;

    [TestMethod]
    public void A_class_that_lasts_is_known_from_its_last_label_and_from_nothing_else()
    {
        double[] errors = [.. ((bool[])[true, false]).Select(sees => Errors(sees, stops: false).Before)];
        Assert.IsLessThan(0.15, errors[0]);
        Assert.IsGreaterThan(0.2, errors[1]);
    }

    [TestMethod]
    public void Where_labels_stop_predictions_are_about_as_good_as_those_of_a_net_that_never_saw_any()
    {
        double sees = Errors(sees: true, stops: true).After, blind = Errors(sees: false, stops: true).After;
        Assert.IsLessThan(blind + 0.1, sees, $"{blind}");
    }

    [TestMethod]
    public void A_row_is_predicted_without_its_own_label()
    {
        var learner = new RecurrentClassifier<float>(2, 2, new() { HiddenUnits = 4 });
        RecurrentClassifier<float> other = (RecurrentClassifier<float>)learner.Clone();
        float[] first = new float[2], second = new float[2];
        learner.Learn([1, 0], [0], first);
        other.Learn([1, 0], [1], second);
        CollectionAssert.AreEqual(first, second);
        learner.Predict([1, 0], first);
        other.Predict([1, 0], second);
        CollectionAssert.AreNotEqual(first, second);
    }

    [TestMethod]
    [DataRow(RecurrentOutput.Linear)]
    [DataRow(RecurrentOutput.Softmax)]
    [DataRow(RecurrentOutput.Logistic)]
    internal void Long_behind_the_last_label_it_is_as_if_there_had_been_none(RecurrentOutput output)
    {
        var options = new RecurrentOptions { Method = RecurrentMethod.SnAp1, Output = output, LeastSquaresReadout = false, HiddenUnits = 4 };
        var learner = RecurrentLearner<double>.Create(2, 2, options);
        double[] prediction = new double[2], none = [.. Enumerable.Repeat(double.NaN, learner.TargetSize)];
        learner.Learn([1, 0], [.. Enumerable.Repeat(1.0, learner.TargetSize)], prediction);
        Assert.IsTrue(Values().Any(static value => Math.Abs(value) >= 0.9));
        for (int row = 0; row < 200; row++)
        {
            learner.Learn([1, 0], none, prediction);
        }

        Assert.IsTrue(Values().All(static value => value == 0));

        double[] Values() => learner.Memory.Sequence.View<double>(learner.Memory.Sequence.Layout.Find("label.told")!.Value).ToArray();
    }

    [TestMethod]
    public void Of_many_classes_none_is_told()
    {
        Assert.IsNotNull(new RecurrentClassifier<float>(2, 32, new()).Memory.Sequence.Layout.Find("label.told"));
        Assert.IsNull(new RecurrentClassifier<float>(2, 33, new()).Memory.Sequence.Layout.Find("label.told"));
        Assert.IsNull(new RecurrentClassifier<float>(2, 2, new() { SeesLastLabel = false }).Memory.Sequence.Layout.Find("label.told"));
    }

    /// <summary>Shares of errors before and after labels stop, of a class that lasts ten rows or so, behind a noisy sensor.</summary>
    private static (double Before, double After) Errors(bool sees, bool stops)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 5);
        var options = new RecurrentOptions { HiddenUnits = 12, SeesLastLabel = sees, Update = new() { LearningRate = 3e-3, Beta2 = 0.98 } };
        var learner = new RecurrentClassifier<float>(1, 2, options);
        float[] prediction = new float[2];
        int label = 0;
        double before = 0, after = 0;
        for (int row = 0; row < Rows; row++)
        {
            label = random.NextUniform() < 0.1 ? 1 - label : label;
            float sensor = (float)((2 * label) - 1 + (2.5 * random.NextNormal()));
            learner.Learn([sensor], [stops && row >= Told ? float.NaN : label], prediction);
            double wrong = prediction[label] < 0.5f ? 1 : 0;
            before += row is >= Told / 2 and < Told ? wrong / (Told / 2) : 0;
            after += row >= Told ? wrong / (Rows - Told) : 0;
        }

        return (before, after);
    }
}
