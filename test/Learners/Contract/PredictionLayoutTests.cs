using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>What every learner says of its predictions, and what faces read by it.</summary>
[TestClass]
public sealed class PredictionLayoutTests
{
    public static IEnumerable<object[]> Learners() => LearnerContractTests.Learners();

    [TestMethod]
    [DynamicData(nameof(Learners))]
    public void The_parts_cover_a_prediction_once_and_have_names_of_their_own(string name, Func<IOnlineLearner<float>> make)
    {
        var learner = make();
        int[] covered = new int[learner.OutputSize];
        foreach (var part in learner.Output.Parts)
        {
            foreach (ref int count in part.In<int>(covered.AsSpan()))
            {
                count++;
            }

            Assert.AreEqual(part.Length, part.Shape.Aggregate(1, (length, dimension) => length * dimension), name);
            Assert.IsTrue(part.ElementNames is null || part.ElementNames.Count == part.Length, name);
            Assert.AreSame(part, learner.Output[part.Name], name);
        }

        Assert.IsTrue(Array.TrueForAll(covered, count => count == 1), $"{name}: {string.Join(' ', covered)}");
        CollectionAssert.AllItemsAreUnique(learner.Output.Parts.Select(part => part.Name).ToArray(), name);
    }

    [TestMethod]
    [DynamicData(nameof(Learners))]
    public void A_prediction_begins_with_its_score_and_a_featurizers_with_its_features(string name, Func<IOnlineLearner<float>> make)
    {
        var learner = make();
        var first = learner.Output[learner is TttFeaturizer<float> ? PredictionNames.Features : PredictionNames.Score];
        Assert.AreEqual(0, first.Offset, name);
        Assert.AreEqual((learner as IClassifier)?.ClassCount ?? first.Length, first.Length, name);
    }

    [TestMethod]
    [DynamicData(nameof(Learners))]
    public void What_stands_in_a_part_is_what_its_name_says(string name, Func<IOnlineLearner<float>> make)
    {
        var rows = Streams.Drifting<float>(300, ContractLearners.Inputs);
        var learner = make();
        float[] all = learner.Learn(rows, 0, 300);
        int size = learner.OutputSize;
        for (int row = 150; row < 300; row++)
        {
            ReadOnlySpan<float> prediction = all.AsSpan(row * size, size);
            AssertIntervals(learner.Output, prediction, name);
            AssertAlarmsAndWeights(learner.Output, prediction, name);
            AssertClasses(learner, prediction, name);
        }
    }

    [TestMethod]
    public void A_part_that_there_is_not_is_refused_by_name()
    {
        var layout = PredictionLayout.Score(2, 3).Append("names", ["a", "b"]).Append("none", 0).Append("one");
        CollectionAssert.AreEqual(new[] { 0, 6, 8, 8 }, layout.Parts.Select(part => part.Offset).ToArray());
        Assert.AreEqual(9, layout.Length);
        Assert.IsNull(layout.Find("weights"));
        Assert.Contains("score, names, none, one", Assert.ThrowsExactly<ArgumentException>(() => layout["weights"]).Message);
        Assert.Contains("'names'", Assert.ThrowsExactly<ArgumentException>(() => layout.Append("names", 1)).Message);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => layout.Append("less", -1));
        Assert.ThrowsExactly<OverflowException>(() => layout.Append("more", int.MaxValue));
    }

    private static void AssertIntervals(PredictionLayout layout, ReadOnlySpan<float> prediction, string name)
    {
        if (layout.Find(PredictionNames.LowerBound) is not { } lowerBound)
        {
            return;
        }

        ReadOnlySpan<float> score = layout[PredictionNames.Score].In(prediction);
        ReadOnlySpan<float> lower = lowerBound.In(prediction);
        ReadOnlySpan<float> upper = layout[PredictionNames.UpperBound].In(prediction);
        for (int i = 0; i < score.Length; i++)
        {
            Assert.IsLessThan(upper[i], score[i], name);
            Assert.IsGreaterThan(lower[i], score[i], name);
        }
    }

    private static void AssertAlarmsAndWeights(PredictionLayout layout, ReadOnlySpan<float> prediction, string name)
    {
        if (layout.Find(PredictionNames.Weights) is not { } weights)
        {
            return;
        }

        Assert.AreEqual(1, weights.In(prediction).ToArray().Sum(), 1e-5f, name);
        foreach (float alarm in layout[PredictionNames.Alarm].In(prediction))
        {
            Assert.IsTrue(Enum.IsDefined((AlarmReason)alarm) && float.IsInteger(alarm), name);
        }
    }

    private static void AssertClasses(IOnlineLearner<float> learner, ReadOnlySpan<float> prediction, string name)
    {
        if (learner.Output.Find(PredictionNames.Margin) is not { } margins)
        {
            return;
        }

        var probabilities = learner.Output[PredictionNames.Score].In(prediction);
        Assert.AreEqual(1, probabilities.ToArray().Sum(), 1e-5f, name);
        Assert.AreEqual(BestClass.Of(probabilities), margins.In(prediction).ToArray().AsSpan().IndexOfAnyInRange(0, float.MaxValue), name);
    }
}
