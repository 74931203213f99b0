using AdaptiveML.Learners.Continual;
using AdaptiveML.Learners.Saving;
using AdaptiveML.Online;

namespace AdaptiveML.Estimators.Tests.Continual;

/// <summary>A task whose rows show fewer classes than are to be known.</summary>
[TestClass]
public sealed class TaskUpdateTests
{
    public static IEnumerable<object[]> Kinds =>
    [
        [new DataClassifierOptions { ProjectionSize = 20 }],
        [new DataClassifierOptions { Head = DataClassifierHead.Softmax, Adapters = new() { RankLow = 1, RankHigh = 2 } }],
        [new RanPacOptions { ProjectionSize = 20 }],
        [new RidgeClassifierOptions()],
        [new StreamingLdaOptions()],
        [new NearestMeanOptions()],
        [new ElasticWeightsOptions()],
        [new LearningWithoutForgettingOptions()],
        [new FineTuningOptions()],
    ];

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void An_update_that_makes_room_for_classes_gives_the_bits_of_one_after_room_was_made(ContinualOptions options)
    {
        var learner = ContinualLearner<float>.Create(2, options).Update(Task(0, 1), "one");

        var inOne = learner.Update(Task(2, 3), "two", classCount: 6);
        var inTwo = learner.WithClasses(6).Update(Task(2, 3), "two");

        Assert.AreEqual(6, inOne.ClassCount);
        CollectionAssert.AreEqual(Bytes(inTwo), Bytes(inOne));
        Assert.Throws<ArgumentOutOfRangeException>(() => learner.Update(Task(2), classCount: 1));
    }

    private static TrainingRows<float> Task(params ReadOnlySpan<int> classes)
    {
        var rows = new TrainingRows<float>(2, 1);
        for (int row = 0; row < 40; row++)
        {
            int label = classes[row % classes.Length];
            rows.Add([label + (0.01f * row), label - (0.02f * row)], [label]);
        }

        return rows;
    }

    private static byte[] Bytes(ContinualLearner<float> learner) => SavedLearner.Encode(learner, new Dictionary<string, string>());
}
