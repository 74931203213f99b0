using AdaptiveML.Learners.Baselines;
using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Online;
using FsCheck;
using FsCheck.Fluent;

namespace AdaptiveML.Learners.Tests;

/// <summary>What every online learner promises. A learner joins by a line in <see cref="ContractLearners"/>.</summary>
[TestClass]
public sealed class LearnerContractTests
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

            var loaded = make();
            LearnerPayload.ReadMemory(payload, LearnerPayload.ReadHeader(payload), loaded);
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
        Steps();
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

    [TestMethod]
    [DynamicData(nameof(Learners))]
    public void Sequences_that_alternate_are_followed_as_each_would_be_alone(string name, Func<IOnlineLearner<float>> make)
    {
        var rows = Streams.Drifting<float>(600, Inputs);
        var learner = make();
        LearnSequences(learner, rows, 0, 300);
        learner.Mode = UpdateMode.StateOnly;
        var alone = Enumerable.Range(0, Sequences).Select(_ => learner.Clone()).ToArray();
        float[] prediction = new float[learner.OutputSize], expected = new float[learner.OutputSize];
        for (int row = 300; row < 600; row++)
        {
            var context = Context(row);
            learner.Learn(context, rows.Input(row), learner.TargetOf(rows, row), prediction);
            alone[SequenceOf(row)].Learn(context, rows.Input(row), learner.TargetOf(rows, row), expected);
            Assert.AreEqual(expected[0], prediction[0], $"{name}, row {row}");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Learners))]
    public void Asking_for_a_sequence_that_is_not_live_is_pure(string name, Func<IOnlineLearner<float>> make)
    {
        var rows = Streams.Drifting<float>(100, Inputs);
        var learner = make();
        LearnSequences(learner, rows, 0, 100);
        var (before, sequences) = (learner.HashText(), learner.Memory.Sequences);
        float[] unseen = new float[learner.OutputSize], unknown = new float[learner.OutputSize];

        learner.Predict(new() { Sequence = SequenceKey.Of("unseen") }, rows.Input(3), unseen);
        learner.Predict(new() { Sequence = SequenceKey.Unknown }, rows.Input(3), unknown);

        Assert.AreEqual(unseen[0], unknown[0], name);
        Assert.AreEqual(before, learner.HashText(), name);
        Assert.AreEqual(sequences, learner.Memory.Sequences, name);
    }

    [TestMethod]
    [DynamicData(nameof(Learners))]
    public void A_row_of_an_unknown_sequence_teaches_nothing_and_is_counted(string name, Func<IOnlineLearner<float>> make)
    {
        var rows = Streams.Drifting<float>(101, Inputs);
        var (learner, untouched) = (make(), make());
        LearnSequences(learner, rows, 0, 100);
        LearnSequences(untouched, rows, 0, 100);
        float[] prediction = new float[learner.OutputSize], expected = new float[learner.OutputSize];
        untouched.Predict(new() { Sequence = SequenceKey.Unknown }, rows.Input(100), expected);

        var result = learner.Learn(new() { Sequence = SequenceKey.Unknown }, rows.Input(100), learner.TargetOf(rows, 100), prediction);

        Assert.AreEqual(
            (UpdateVerdict.Skipped, UpdateReason.UnknownSequence, 1L), (result.Verdict, result.Reason, learner.Count(UpdateReason.UnknownSequence)), name);
        Assert.AreEqual(expected[0], prediction[0], name);
        CollectionAssert.AreEqual(LearnSequences(untouched, rows, 0, 100), LearnSequences(learner, rows, 0, 100), name);
    }

    [TestMethod]
    [DynamicData(nameof(Learners))]
    public void Saving_at_any_row_changes_nothing_for_any_sequence(string name, Func<IOnlineLearner<float>> make)
    {
        var rows = Streams.Drifting<float>(600, Inputs);
        Prop.ForAll(Gen.Choose(0, 600).ToArbitrary(), savedAt =>
        {
            var learner = make();
            LearnSequences(learner, rows, 0, savedAt);
            byte[] payload = LearnerPayload.Write(learner, name, "{}", new Dictionary<string, string>());
            float[] expected = LearnSequences(learner, rows, savedAt, 600);

            var loaded = make();
            LearnerPayload.ReadMemory(payload, LearnerPayload.ReadHeader(payload), loaded);
            return LearnSequences(loaded, rows, savedAt, 600).AsSpan().SequenceEqual(expected)
                && loaded.HashText() == learner.HashText()
                && loaded.Memory.Sequences == learner.Memory.Sequences;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(10).WithEndSize(600));
    }

    [TestMethod]
    [DynamicData(nameof(Learners))]
    public void A_sequence_that_was_silent_makes_room_and_begins_anew(string name, Func<IOnlineLearner<float>> make)
    {
        var rows = Streams.Drifting<float>(100, Inputs);
        var learner = make();
        int room = learner.Memory.MaximumSequences;
        learner.Mode = UpdateMode.StateOnly;
        for (int i = 0; i <= room; i++)
        {
            Assert.AreEqual(0, learner.Memory.Sequences.Evicted, name);
            learner.Observe(new() { Sequence = SequenceKey.Of(i == room ? -1 : i) }, rows.Input(i % 100));
            learner.Observe(new() { Sequence = SequenceKey.Of(0) }, rows.Input(i % 100));
        }

        Assert.AreEqual(new SequenceCounts(room, room + 1, 1, 0, 0), learner.Memory.Sequences, name);
        int gone = Enumerable.Range(1, room - 1).Single(i => learner.Memory.Live.Find(SequenceKey.Of(i)) is null);
        float[] evicted = new float[learner.OutputSize], unknown = new float[learner.OutputSize];
        learner.Predict(new() { Sequence = SequenceKey.Of(gone) }, rows.Input(7), evicted);
        learner.Predict(new() { Sequence = SequenceKey.Unknown }, rows.Input(7), unknown);
        Assert.AreEqual(unknown[0], evicted[0], name);
        learner.Observe(new() { Sequence = SequenceKey.Of(0) }, rows.Input(0));
        learner.Observe(new() { Sequence = SequenceKey.Of(gone) }, rows.Input(0));
        Assert.AreEqual((2L, room + 2L), (learner.Memory.Sequences.Evicted, learner.Memory.Sequences.Opened), name);
    }

    [TestMethod]
    [DynamicData(nameof(Learners))]
    public void A_gap_in_one_sequence_leaves_the_others_as_they_were(string name, Func<IOnlineLearner<float>> make)
    {
        var rows = Streams.Drifting<float>(300, Inputs);
        var learner = make();
        LearnSequences(learner, rows, 0, 300);
        var other = learner.Clone();

        learner.Reset(Context(0).Sequence);

        float[] prediction = new float[learner.OutputSize], expected = new float[learner.OutputSize];
        for (int sequence = 0; sequence < Sequences; sequence++)
        {
            var context = new RowContext { Sequence = SequenceKey.Of(sequence) };
            learner.Predict(context, rows.Input(9), prediction);
            other.Predict(context.Sequence == Context(0).Sequence ? new() { Sequence = SequenceKey.Unknown } : context, rows.Input(9), expected);
            Assert.AreEqual(expected[0], prediction[0], $"{name}, sequence {sequence}");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Learners))]
    public void A_row_of_weight_0_or_of_none_moves_no_parameter(string name, Func<IOnlineLearner<float>> make)
    {
        const int WholeGroups = 102;
        var rows = Streams.Drifting<float>(WholeGroups + 100, Inputs);
        var learner = make();
        LearnSequences(learner, rows, 0, WholeGroups);
        byte[] parameters = learner.Memory.Parameters.Bytes.ToArray();
        float[] prediction = new float[learner.OutputSize];
        for (int row = WholeGroups; row < rows.Count; row++)
        {
            double weight = (row % 4) switch { 0 => 0, 1 => double.NaN, 2 => -1, _ => double.PositiveInfinity };
            var result = learner.Learn(Context(row) with { Weight = weight }, rows.Input(row), learner.TargetOf(rows, row), prediction);
            Assert.AreNotEqual(UpdateVerdict.Applied, result.Verdict, name);
        }

        CollectionAssert.AreEqual(parameters, learner.Memory.Parameters.Bytes.ToArray(), name);
        Assert.AreEqual(75, learner.Count(UpdateReason.InvalidWeight), name);
        AssertFinite(learner, name);
    }

    private static int SequenceOf(int row) => row * 7 % 11 % Sequences;

    private static RowContext Context(int row) => new() { Sequence = SequenceKey.Of(SequenceOf(row)), Time = row, Weight = 1 + (row % 3) };

    private static float[] LearnSequences(IOnlineLearner<float> learner, TrainingRows<float> rows, int from, int to)
    {
        float[] predictions = new float[(to - from) * learner.OutputSize];
        for (int row = from; row < to; row++)
        {
            learner.Learn(
                Context(row), rows.Input(row), learner.TargetOf(rows, row), predictions.AsSpan((row - from) * learner.OutputSize, learner.OutputSize));
        }

        return predictions;
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
