using AdaptiveML.Kernels;
using AdaptiveML.Learners.Continual;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests.Continual;

/// <summary>What the experts of a stream do for a continual learner, and what they must not do.</summary>
[TestClass]
public sealed class DriftTests
{
    private const int Inputs = 4;

    private static readonly RidgeClassifierOptions Alone = new() { GivesProbabilities = true };
    private static readonly RidgeClassifierOptions Following = Alone with { FollowsDrift = true };

    [TestMethod]
    public void A_law_that_turns_around_is_followed()
    {
        var (alone, following) = (Learner(Alone), Learner(Following));
        foreach (var learner in new[] { alone, following })
        {
            Accuracy(learner, Linear(2000, 1, sign: 1));
        }

        Assert.IsLessThan(0.3, Accuracy(alone, Linear(1000, 2, sign: -1)));
        Assert.IsGreaterThan(0.85, Accuracy(following, Linear(1000, 2, sign: -1)));
    }

    [TestMethod]
    public void Where_nothing_drifts_it_is_as_right_as_alone()
    {
        double alone = Accuracy(Learner(Alone), Linear(3000, 1, sign: 1));
        Assert.IsGreaterThan(alone - 0.005, Accuracy(Learner(Following), Linear(3000, 1, sign: 1)));
    }

    [TestMethod]
    public void What_forgets_is_not_asked_about_classes_of_long_ago()
    {
        var (alone, following) = (Learner(Alone, 6), Learner(Following, 6));
        foreach (var learner in new[] { alone, following })
        {
            for (int block = 0; block < 3; block++)
            {
                Accuracy(learner, ClassClouds.Task<double>(Inputs, 500, (ulong)block, 2 * block, (2 * block) + 1));
            }

            learner.Mode = UpdateMode.Frozen;
        }

        var first = ClassClouds.Task<double>(Inputs, 300, 9, 0, 1);
        Assert.IsGreaterThan(Accuracy(alone, first) - 0.01, Accuracy(following, first));
    }

    [TestMethod]
    public void The_class_of_the_row_before_tells_where_it_is_known_and_nothing_where_it_is_not()
    {
        var learner = Learner(Following);
        Assert.IsGreaterThan(0.9, Accuracy(learner, Runs(2000)));
        double[] scores = new double[2];
        learner.Mode = UpdateMode.StateOnly;
        learner.Predict([0.1, 0.2, -0.3, 0.1], scores);
        Assert.AreEqual(0.5, scores[0], 0.3);
    }

    [TestMethod]
    public void A_class_told_late_says_nothing_for_the_row_before()
    {
        var learner = Learner(Following);
        ((IIssuedPredictions)learner).RecallIssued([1]);
        Assert.IsLessThan(0.7, Accuracy(learner, Runs(2000)));
    }

    [TestMethod]
    public void After_a_task_the_learner_answers_alone()
    {
        var (alone, following) = (Learner(Alone), Learner(Following));
        Accuracy(alone, Linear(500, 1, sign: 1));
        Accuracy(following, Linear(500, 1, sign: 1));
        var (first, second) = (alone.Update(Linear(300, 2, sign: -1)), following.Update(Linear(300, 2, sign: -1)));
        var asked = Linear(50, 3, sign: 1);
        CollectionAssert.AreEqual(ClassClouds.Scores(first, asked), ClassClouds.Scores(second, asked));
        CollectionAssert.AreEqual(ClassClouds.Scores(first.AtTask(0), asked), ClassClouds.Scores(second.AtTask(0), asked));
    }

    private static ContinualLearner<double> Learner(ContinualOptions options, int classes = 2) => ContinualLearner<double>.Create(Inputs, options, classes);

    /// <summary>The share of rows answered rightly before they were learnt, of the last half.</summary>
    private static double Accuracy(ContinualLearner<double> learner, TrainingRows<double> rows)
    {
        double[] scores = new double[learner.ClassCount];
        int right = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            learner.Learn(rows.Input(row), rows.Target(row), scores);
            right += row >= rows.Count / 2 && BestClass.Of<double>(scores) == (int)rows.Target(row)[0] ? 1 : 0;
        }

        return right / (rows.Count / 2.0);
    }

    private static TrainingRows<double> Linear(int count, ulong seed, int sign) => Rows(count, seed, (_, input) => sign * (input[0] - input[1]) > 0 ? 1 : 0);

    /// <summary>Classes in runs of 25 rows; the inputs tell nothing.</summary>
    private static TrainingRows<double> Runs(int count) => Rows(count, 1, (row, _) => row / 25 % 2);

    private static TrainingRows<double> Rows(int count, ulong seed, Func<int, double[], int> label)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
        var rows = new TrainingRows<double>(Inputs, 1);
        for (int row = 0; row < count; row++)
        {
            double[] input = [random.NextNormal(), random.NextNormal(), random.NextNormal(), random.NextNormal()];
            rows.Add(input, [label(row, input)]);
        }

        return rows;
    }
}
