using AdaptiveML.Online;
using FsCheck;
using FsCheck.Fluent;

namespace AdaptiveML.Learners.Tests;

public sealed partial class LearnerContractTests
{
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
    public void A_row_that_is_refused_opens_no_sequence_and_sends_none_away(string name, Func<IOnlineLearner<float>> make)
    {
        var rows = Streams.Drifting<float>(301, Inputs);
        var learner = make();
        LearnSequences(learner, rows, 0, 300);
        float[] missing = [.. Enumerable.Repeat(float.NaN, learner.InputSize)], prediction = new float[learner.OutputSize];
        foreach (var key in Enumerable.Range(100, learner.Memory.MaximumSequences).Select(i => SequenceKey.Of(i)))
        {
            var before = learner.Memory.Sequences;
            var result = learner.Learn(new() { Sequence = key, Time = 1 }, missing, learner.TargetOf(rows, 300), prediction);
            bool isRefused = result is { Verdict: UpdateVerdict.Rejected, Reason: UpdateReason.NonFiniteInput };
            Assert.AreEqual(isRefused, learner.Memory.Live.Find(key) is null, name);
            Assert.IsTrue(!isRefused || before == learner.Memory.Sequences, name);
        }
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
}
