using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>What every classifier promises besides. It joins by its line in <see cref="ContractLearners"/>.</summary>
[TestClass]
public sealed class ClassifierContractTests
{
    private const int Inputs = ContractLearners.Inputs;

    public static IEnumerable<object[]> Classifiers() =>
        LearnerContractTests.Learners().Where(entry => ((Func<IOnlineLearner<float>>)entry[1])() is IClassifier);

    [TestMethod]
    [DynamicData(nameof(Classifiers))]
    public void A_class_that_it_does_not_know_teaches_nothing_and_is_counted(string name, Func<IOnlineLearner<float>> make)
    {
        var rows = Streams.Drifting<float>(110, Inputs);
        var learner = make();
        learner.Learn(rows, 0, 100);
        var observer = learner.Clone();
        float[] strange = [-1, ((IClassifier)learner).ClassCount, 0.5f, float.PositiveInfinity, float.NegativeInfinity, 3e38f];
        float[] prediction = new float[learner.OutputSize], expected = new float[learner.OutputSize];
        for (int i = 0; i < strange.Length; i++)
        {
            observer.Predict(rows.Input(100 + i), expected);
            observer.Observe(rows.Input(100 + i));

            var result = learner.Learn(rows.Input(100 + i), [strange[i]], prediction);

            Assert.AreEqual((UpdateReason.UnknownLabel, i + 1L), (result.Reason, learner.Count(UpdateReason.UnknownLabel)), name);
            CollectionAssert.AreEqual(expected, prediction, name);
        }

        CollectionAssert.AreEqual(observer.Memory.Parameters.Bytes.ToArray(), learner.Memory.Parameters.Bytes.ToArray(), name);
        CollectionAssert.AreEqual(observer.Memory.Sequence.Bytes.ToArray(), learner.Memory.Sequence.Bytes.ToArray(), name);
    }

    [TestMethod]
    [DynamicData(nameof(Classifiers))]
    public void A_class_beyond_the_limit_has_a_reason_of_its_own(string name, Func<IOnlineLearner<float>> make)
    {
        var learner = make();

        var result = learner.Learn(new float[Inputs], [-2], new float[learner.OutputSize]);

        Assert.AreEqual((UpdateVerdict.Skipped, UpdateReason.ClassLimit), (result.Verdict, result.Reason), name);
        Assert.AreEqual(1, learner.Count(UpdateReason.ClassLimit));
    }

    [TestMethod]
    [DynamicData(nameof(Classifiers))]
    public void A_missing_class_is_no_unknown_one(string name, Func<IOnlineLearner<float>> make)
    {
        var learner = make();

        Assert.AreEqual(UpdateReason.MissingTarget, learner.Learn(new float[Inputs], [float.NaN], new float[learner.OutputSize]).Reason, name);
    }
}
