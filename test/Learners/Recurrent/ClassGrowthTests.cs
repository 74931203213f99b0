using AdaptiveML.Kernels;
using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Learners.Saving;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>Classes that a recurrent classifier opens in use.</summary>
[TestClass]
public sealed class ClassGrowthTests
{
    [TestMethod]
    [DataRow(RecurrentMethod.Truncated, 3)]
    [DataRow(RecurrentMethod.BpLambda, 3)]
    [DataRow(RecurrentMethod.SnAp1, 3)]
    [DataRow(RecurrentMethod.RealTime, 3)]
    [DataRow(RecurrentMethod.Auto, 3)]
    [DataRow(RecurrentMethod.Truncated, 32)]
    public void The_known_classes_keep_the_odds_among_them(RecurrentMethod method, int classes)
    {
        var learner = Learnt(method, classes, sees: classes < 32);
        var grown = Grow(learner);
        double[] before = new double[classes], after = new double[classes + 1];
        foreach (string sequence in (string[])["a", "new"])
        {
            learner.Predict(new() { Sequence = SequenceKey.Of(sequence) }, [0.3, 1], before);
            grown.Predict(new() { Sequence = SequenceKey.Of(sequence) }, [0.3, 1], after);
            for (int i = 0; i < classes; i++)
            {
                Assert.AreEqual(before[i] / before[0], after[i] / after[0], 1e-9);
            }

            Assert.IsTrue(after[classes] > 0 && after[classes] < after.Max());
        }
    }

    [TestMethod]
    public void Where_the_last_label_is_no_input_any_more_learning_goes_on()
    {
        var grown = Grow(Learnt(RecurrentMethod.Truncated, 32, sees: true));
        var result = grown.Learn(new() { Sequence = SequenceKey.Of("a") }, [1, 1], [32], new double[33]);

        Assert.AreEqual(UpdateVerdict.Applied, result.Verdict);
    }

    [TestMethod]
    public void A_class_that_was_opened_is_learnt_and_saved()
    {
        var grown = Grow(Learnt(RecurrentMethod.Auto, 2, sees: true));
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 5);
        double[] prediction = new double[3];
        for (int row = 0; row < 3000; row++)
        {
            int kind = (int)(3 * random.NextUniform());
            grown.Learn(default, [kind == 2 ? 3 : 0, kind == 1 ? 1 : -1], [kind], prediction);
        }

        grown.Predict(default, [3, -1], prediction);
        Assert.IsGreaterThan(0.9, prediction[2]);
        byte[] payload = grown.Encode(new Dictionary<string, string>());
        var loaded = RecurrentLearner<double>.Codec.Decode(payload, LearnerPayload.ReadHeader(payload));
        grown.Learn(default, [3, -1], [2], prediction);
        loaded.Learn(default, [3, -1], [2], prediction);
        Assert.AreEqual(grown.HashText(), loaded.HashText());
    }

    [TestMethod]
    public void What_cannot_be_learnt_opens_nothing()
    {
        IGrowingClassifier<double> learner = Learnt(RecurrentMethod.Truncated, 2, sees: true);

        Assert.IsTrue(learner.CanOpen(default, [1, 1]));
        Assert.IsFalse(learner.CanOpen(new() { Sequence = SequenceKey.Unknown }, [1, 1]));
        Assert.IsFalse(learner.CanOpen(new() { Weight = 0 }, [1, 1]));
        Assert.IsFalse(learner.CanOpen(default, [1e30, 1]));
        ((RecurrentLearner<double>)learner).Mode = UpdateMode.StateOnly;
        Assert.IsFalse(learner.CanOpen(default, [1, 1]));
    }

    private static RecurrentClassifier<double> Grow(RecurrentClassifier<double> learner) =>
        (RecurrentClassifier<double>)((IGrowingClassifier<double>)learner).WithFurtherClass();

    private static RecurrentClassifier<double> Learnt(RecurrentMethod method, int classes, bool sees)
    {
        var learner = new RecurrentClassifier<double>(2, classes, new() { HiddenUnits = 5, Method = method, SeesLastLabel = sees, TrialRows = 50 });
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 3);
        for (int row = 0; row < 300; row++)
        {
            double[] input = [random.NextNormal(), random.NextNormal()];
            learner.Learn(new() { Sequence = SequenceKey.Of(row % 2 == 0 ? "a" : "b") }, input, [row % classes], new double[classes]);
        }

        return learner;
    }
}
