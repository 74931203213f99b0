using AdaptiveML.Learners.Baselines;
using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Online;
using FsCheck;
using FsCheck.Fluent;

namespace AdaptiveML.Learners.Tests;

/// <summary>What every online learner promises. A learner joins by a line in <see cref="ContractLearners"/>.</summary>
[TestClass]
public sealed partial class LearnerContractTests
{
    private const int Inputs = ContractLearners.Inputs;
    private const int Sequences = 5;

    public static IEnumerable<object[]> Learners() => ContractLearners.All.Select(entry => new object[] { entry.Key, entry.Value });

    public static IEnumerable<object[]> LearnersThatReadTheirInput() =>
        Learners().Where(entry => ((Func<IOnlineLearner<float>>)entry[1])() is not LastValue<float>);

    public static IEnumerable<object[]> LearnersOfATarget() =>
        LearnersThatReadTheirInput().Where(entry => ((Func<IOnlineLearner<float>>)entry[1])().TargetSize > 0);

    [TestMethod]
    [DynamicData(nameof(Learners))]
    public void Predict_is_pure_and_equals_the_prediction_that_Learn_gives(string name, Func<IOnlineLearner<float>> make)
    {
        var rows = Streams.Drifting<float>(200, Inputs);
        var learner = make();
        learner.Learn(rows, 0, 100);
        for (int row = 100; row < 200; row++)
        {
            float[] first = new float[learner.OutputSize], second = new float[learner.OutputSize], learnt = new float[learner.OutputSize];
            string before = learner.HashText();
            learner.Predict(rows.Input(row), first);
            learner.Predict(rows.Input((row + 50) % 200), second);
            learner.Predict(rows.Input(row), second);
            Assert.AreEqual(before, learner.HashText(), name);
            learner.Learn(rows.Input(row), learner.TargetOf(rows, row), learnt);
            Assert.AreEqual(first[0], second[0], name);
            Assert.AreEqual(first[0], learnt[0], name);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Learners))]
    public void A_clone_goes_on_as_the_original_would_and_apart_from_it(string name, Func<IOnlineLearner<float>> make)
    {
        var rows = Streams.Drifting<float>(900, Inputs);
        var learner = make();
        learner.Learn(rows, 0, 437);
        var clone = learner.Clone();
        string before = clone.HashText();
        float[] expected = learner.Learn(rows, 437, 900);
        Assert.AreEqual(before, clone.HashText(), name);
        CollectionAssert.AreEqual(expected, clone.Learn(rows, 437, 900), name);
        Assert.AreEqual(learner.HashText(), clone.HashText(), name);
        CollectionAssert.AreEqual(expected, Relearn(make(), rows), name);

        static float[] Relearn(IOnlineLearner<float> learner, TrainingRows<float> rows) => learner.Learn(rows, 0, 900)[(437 * learner.OutputSize)..];
    }

    [TestMethod]
    [DynamicData(nameof(Learners))]
    public void Saving_at_any_row_changes_nothing(string name, Func<IOnlineLearner<float>> make)
    {
        var rows = Streams.Drifting<float>(1000, Inputs);
        Prop.ForAll(Gen.Choose(0, 1000).ToArbitrary(), savedAt =>
        {
            var learner = make();
            learner.Learn(rows, 0, savedAt);
            byte[] payload = LearnerPayload.Write(learner, name, "{}", new Dictionary<string, string>());
            float[] expected = learner.Learn(rows, savedAt, 1000);

            var loaded = LearnerPayload.Read<float, IOnlineLearner<float>>(payload, LearnerPayload.ReadHeader(payload), make);
            return loaded.Learn(rows, savedAt, 1000).AsSpan().SequenceEqual(expected) && loaded.HashText() == learner.HashText();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(10).WithEndSize(1000));
    }

    [TestMethod]
    [DynamicData(nameof(Learners))]
    public void Nothing_is_allocated_a_row(string name, Func<IOnlineLearner<float>> make)
    {
        var rows = Streams.Drifting<float>(100, Inputs);
        var learner = make();
        var prediction = new float[learner.OutputSize];
        for (int warmUp = 0; warmUp < 10; warmUp++)
        {
            Steps();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Steps();
        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before, name);

        void Steps()
        {
            for (int row = 0; row < 600; row++)
            {
                learner.Predict(rows.Input(row % 100), prediction);
                learner.Learn(rows.Input(row % 100), learner.TargetOf(rows, row % 100), prediction);
                learner.Observe(rows.Input(row % 100));
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(Learners))]
    public void Broken_rows_never_poison_the_learner(string name, Func<IOnlineLearner<float>> make)
    {
        float[] broken = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, -float.MaxValue, 1e20f, 1e14f];
        var rows = Streams.Drifting<float>(3000, Inputs);
        var learner = make();
        var prediction = new float[learner.OutputSize];
        learner.Learn(rows, 0, 500);
        for (int row = 500; row < 2000; row++)
        {
            float[] input = rows.Input(row).ToArray();
            float target = rows.Target(row)[0];
            if (row % 7 == 0)
            {
                input[row % Inputs] = broken[row / 7 % broken.Length];
            }
            else if (row % 11 == 0)
            {
                target = broken[row / 11 % broken.Length];
            }

            learner.Learn(input, learner.TargetOf(target), prediction);
            if (row % 5 == 0)
            {
                learner.Observe(input);
            }

            AssertFinite(learner, $"{name}, after row {row}");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Learners))]
    public void Huge_rows_without_end_never_poison_the_learner(string name, Func<IOnlineLearner<float>> make)
    {
        var learner = make();
        var prediction = new float[learner.OutputSize];
        for (int row = 0; row < 30_000; row++)
        {
            float huge = (row % 2 == 0 ? 1 : -1) * (row % 3 == 0 ? 1e14f : 3e38f);
            learner.Learn([huge, -huge, 1, huge, 0], learner.TargetOf(row % 5 == 0 ? 1 : huge), prediction);
            if (row % 100 == 0)
            {
                AssertFinite(learner, $"{name}, after row {row}");
            }
        }

        AssertFinite(learner, name);
    }

    [TestMethod]
    [DynamicData(nameof(LearnersOfATarget))]
    public void A_row_with_a_NaN_input_is_learnt_from_or_refused_and_says_so(string name, Func<IOnlineLearner<float>> make)
    {
        var rows = Streams.Drifting<float>(300, Inputs);
        var learner = make();
        learner.Learn(rows, 0, 300);
        byte[] parameters = learner.Memory.Parameters.Bytes.ToArray();
        float[] prediction = new float[learner.OutputSize];
        long before = Told(learner);
        for (int row = 0; row < 50; row++)
        {
            var result = learner.Learn([1, 2, float.NaN, 4, 5], [row % 2], prediction);
            bool isRefused = result.Reason == UpdateReason.NonFiniteInput;
            Assert.IsTrue(isRefused || result.Reason is UpdateReason.ImputedInput or UpdateReason.Gathering, $"{name}: {result}");
            Assert.AreEqual(isRefused, float.IsNaN(prediction[0]), name);
            Assert.AreEqual(before + row + 1, Told(learner), name);
        }

        bool hasLearnt = learner.Count(UpdateReason.NonFiniteInput) == 0 && learner is not TttFeaturizer<float>;
        Assert.AreEqual(!hasLearnt, parameters.AsSpan().SequenceEqual(learner.Memory.Parameters.Bytes), name);

        static long Told(IOnlineLearner<float> learner) =>
            learner.Count(UpdateReason.NonFiniteInput) + learner.Count(UpdateReason.ImputedInput) + learner.Count(UpdateReason.Gathering);
    }

    [TestMethod]
    [DynamicData(nameof(Learners))]
    public void Frozen_changes_no_prediction_and_StateOnly_no_parameter(string name, Func<IOnlineLearner<float>> make)
    {
        var rows = Streams.Drifting<float>(200, Inputs);
        var learner = make();
        learner.Learn(rows, 0, 100);
        byte[] parameters = learner.Memory.Parameters.Bytes.ToArray();
        float[] before = new float[learner.OutputSize], after = new float[learner.OutputSize];

        learner.Mode = UpdateMode.Frozen;
        learner.Predict(rows.Input(150), before);
        learner.Learn(rows, 100, 150);
        learner.Observe(rows.Input(3));
        learner.Predict(rows.Input(150), after);
        Assert.AreEqual(before[0], after[0], name);

        learner.Mode = UpdateMode.StateOnly;
        learner.Learn(rows, 100, 200);
        CollectionAssert.AreEqual(parameters, learner.Memory.Parameters.Bytes.ToArray(), name);
    }

    [TestMethod]
    [DynamicData(nameof(Learners))]
    public void Many_learners_on_many_threads_do_not_meet(string name, Func<IOnlineLearner<float>> make)
    {
        var rows = Streams.Drifting<float>(300, Inputs);
        float[] expected = make().Learn(rows, 0, 300);
        Parallel.For(0, 16, _ => CollectionAssert.AreEqual(expected, make().Learn(rows, 0, 300), name));
    }

    [TestMethod]
    [DynamicData(nameof(LearnersThatReadTheirInput))]
    public void Wrong_sizes_are_refused_by_name(string name, Func<IOnlineLearner<float>> make)
    {
        var learner = make();
        Assert.Throws<ArgumentException>(() => learner.Predict(new float[Inputs + 1], new float[learner.OutputSize]), name);
        Assert.Throws<ArgumentException>(() => learner.Learn(new float[Inputs], new float[2], new float[learner.OutputSize]), name);
    }

    private static void AssertFinite(IOnlineLearner<float> learner, string when)
    {
        foreach (var buffer in new[] { learner.Memory.Parameters, learner.Memory.State, learner.Memory.Sequence })
        {
            foreach (var field in buffer.Layout.Fields)
            {
                bool finite = field.Kind switch
                {
                    ElementKind.Single => !buffer.View<float>(field).ContainsAnyExceptInRange(float.MinValue, float.MaxValue),
                    ElementKind.Double when field.Name == "last_input" => true, // NaN says that there was none
                    ElementKind.Double => !buffer.View<double>(field).ContainsAnyExceptInRange(double.MinValue, double.MaxValue),
                    _ => true,
                };
                Assert.IsTrue(finite, $"{when}: {field}");
            }
        }
    }
}
