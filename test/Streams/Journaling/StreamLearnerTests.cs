using AdaptiveML.Online;

namespace AdaptiveML.Streams.Tests;

[TestClass]
public sealed class StreamLearnerTests
{
    private static readonly float[] Row = [0.1f, 0.2f, 0.3f];

    [TestMethod]
    public async Task A_stream_learns_as_its_learner_does()
    {
        await using var store = new MemoryStore();
        await using var stream = await OpenAsync(store);
        IOnlineLearner<float> bare = Catalogue.Create("regressor")[0];
        float[] expected = new float[bare.OutputSize], actual = new float[bare.OutputSize];
        for (int i = 0; i < 100; i++)
        {
            var context = new RowContext { Time = i, Sequence = SequenceKey.Of(i % 3) };
            float[] input = [i % 7, i % 5, 0.5f];
            var result = bare.Learn(context, input, [i % 4], expected);
            Assert.AreEqual(result, stream.Learn(context, input, i % 4, actual).Result);
            CollectionAssert.AreEqual(expected.Select(BitConverter.SingleToInt32Bits).ToArray(), actual.Select(BitConverter.SingleToInt32Bits).ToArray());
        }

        CollectionAssert.AreEqual(bare.Memory.Hash(), stream.ToLearner().Memory.Hash());
    }

    [TestMethod]
    public async Task An_offset_that_is_known_is_not_applied_again()
    {
        await using var store = new MemoryStore();
        var stream = await OpenAsync(store);
        for (long offset = 10; offset < 20; offset++)
        {
            Assert.AreEqual(offset - 9, stream.Learn(default, Row, offset, offset: offset).Sequence);
        }

        await stream.CommitAsync();
        var back = await OpenAsync(store);
        Assert.AreEqual(19, back.LastOffset);
        byte[] before = back.Hash();
        float[] expected = new float[back.PredictionSize], prediction = new float[back.PredictionSize];
        back.Predict(Row, expected);
        for (long offset = 0; offset < 20; offset++)
        {
            var known = back.Learn(default, Row, 5, prediction, offset);
            Assert.IsTrue(known.IsKnown);
            Assert.AreEqual(0, known.Sequence);
            CollectionAssert.AreEqual(expected, prediction);
        }

        CollectionAssert.AreEqual(before, back.Hash());
        Assert.AreEqual(10, back.Sequence);
        Assert.IsFalse(back.Learn(default, Row, 5, offset: 20).IsKnown);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => back.Learn(default, Row, 5, offset: -1));
    }

    [TestMethod]
    public async Task Of_two_who_write_one_is_fenced_and_says_so_from_then_on()
    {
        await using var store = new MemoryStore();
        var first = await OpenAsync(store);
        var second = await OpenAsync(store);
        first.Learn(default, Row, 1);
        await first.CommitAsync();
        second.Learn(default, Row, 2);

        var fault = await Assert.ThrowsExactlyAsync<StreamFaultException>(async () => await second.CommitAsync());
        Assert.IsTrue(fault.IsFenced);
        Assert.IsTrue(second.IsFaulted);
        Assert.ThrowsExactly<StreamFaultException>(() => second.Learn(default, Row, 2));
        Assert.ThrowsExactly<StreamFaultException>(() => second.Predict(Row, new float[second.PredictionSize]));
        await Assert.ThrowsExactlyAsync<StreamFaultException>(async () => await second.SnapshotAsync());

        second = await OpenAsync(store);
        CollectionAssert.AreEqual(first.Hash(), second.Hash());
    }

    [TestMethod]
    public async Task A_store_that_fails_faults_the_stream_and_what_was_committed_comes_back()
    {
        await using var store = new BrokenStore("none");
        var stream = await OpenAsync(store);
        stream.Learn(default, Row, 1);
        await stream.CommitAsync();
        byte[] committed = stream.Hash();
        stream.Learn(default, Row, 2);
        store.Fails = true;

        var fault = await Assert.ThrowsExactlyAsync<StreamFaultException>(async () => await stream.CommitAsync());
        Assert.IsFalse(fault.IsFenced);
        Assert.IsInstanceOfType<IOException>(fault.InnerException);
        store.Fails = false;
        await Assert.ThrowsExactlyAsync<StreamFaultException>(async () => await stream.CommitAsync());
        CollectionAssert.AreEqual(committed, (await OpenAsync(store)).Hash());
    }

    [TestMethod]
    public async Task While_a_commit_runs_more_may_be_learnt_and_committed()
    {
        await using var store = new BrokenStore("none");
        var stream = await OpenAsync(store);
        var gate = new TaskCompletionSource();
        store.BeforeAppend = () => gate.Task;
        stream.Learn(default, Row, 1);
        var first = stream.CommitAsync().AsTask();
        stream.Learn(default, Row, 2);
        stream.Learn(default, Row, 3);
        var second = stream.CommitAsync().AsTask();
        var third = stream.CommitAsync().AsTask();
        Assert.AreEqual(0, stream.CommittedSequence);
        Assert.IsFalse(first.IsCompleted || second.IsCompleted || third.IsCompleted);

        gate.SetResult();
        await Task.WhenAll(first, second, third);

        Assert.AreEqual(3, stream.CommittedSequence);
        CollectionAssert.AreEqual(stream.Hash(), (await OpenAsync(store)).Hash());
    }

    [TestMethod]
    public async Task A_label_that_does_not_come_expires_as_an_operation_and_so_does_the_replay()
    {
        await using var store = new MemoryStore();
        var clock = new Clock();
        var options = new StreamLearnerOptions { LabelTimeLimit = TimeSpan.FromHours(1), TimeProvider = clock };
        var stream = await OpenAsync(store, options);
        stream.Await("late", default, Row);
        clock.Advance(TimeSpan.FromMinutes(59));
        stream.Learn(default, Row, 1);
        Assert.AreEqual(1, stream.PendingLabels);
        clock.Advance(TimeSpan.FromMinutes(2));
        stream.Learn(default, Row, 2);
        Assert.AreEqual(0, stream.PendingLabels);
        Assert.AreEqual(4, stream.Sequence);
        Assert.IsFalse(stream.Tell("late", 5).WasWaiting);
        await stream.CommitAsync();
        Assert.AreEqual(OperationKind.Expire, (await stream.ExplainAsync(3)).Operation.Kind);

        // Another clock, another limit: what expired is in the journal.
        var back = await OpenAsync(store, new() { LabelTimeLimit = TimeSpan.FromDays(1000) });
        CollectionAssert.AreEqual(stream.Hash(), back.Hash());
        Assert.AreEqual(0, back.PendingLabels);
    }

    [TestMethod]
    public async Task What_an_operation_did_is_found_again()
    {
        await using var store = new MemoryStore();
        var scenario = new Scenario("features and regressor", seed: 3);
        var stream = await scenario.OpenAsync(store);
        var happened = new List<(long Sequence, UpdateResult[] Results, byte[] Before, byte[] After)>();
        for (int step = 0; step < 80; step++)
        {
            byte[] before = stream.Hash();
            long from = stream.Sequence;
            await scenario.StepAsync(stream);
            if (stream.Sequence == from + 1)
            {
                happened.Add((stream.Sequence, [.. stream.Results], before, stream.Hash()));
            }
        }

        await stream.CommitAsync();
        int rows = 0;
        foreach (var (sequence, results, before, after) in happened)
        {
            var explained = await stream.ExplainAsync(sequence);
            CollectionAssert.AreEqual(before, explained.HashBefore.ToArray(), $"operation {sequence}");
            CollectionAssert.AreEqual(after, explained.HashAfter.ToArray(), $"operation {sequence}");
            if (explained.Results.Count > 0)
            {
                CollectionAssert.AreEqual(results, explained.Results.ToArray(), $"operation {sequence}");
                rows += explained.Predictions.Count > 0 ? 1 : 0;
            }
        }

        Assert.IsGreaterThan(30, rows);
        await Assert.ThrowsExactlyAsync<ArgumentOutOfRangeException>(async () => await stream.ExplainAsync(stream.Sequence + 1));
    }

    [TestMethod]
    public async Task A_hashed_observation_is_not_in_the_journal_and_no_replay_goes_past_it()
    {
        await using var store = new MemoryStore();
        var options = new StreamLearnerOptions { HashesObservations = true };
        var stream = await OpenAsync(store, options);
        stream.Learn(default, Row, 1);
        stream.Observe(default, Row);
        stream.Learn(default, Row, 2);
        await stream.CommitAsync();
        Assert.AreEqual(1, (await stream.ReplayAsync(1)).Sequence);
        var told = await Assert.ThrowsExactlyAsync<InvalidOperationException>(async () => await OpenAsync(store, options));
        StringAssert.Contains(told.Message, "Operation 2 was journalled as the hash of its row");

        await stream.SnapshotAsync();
        CollectionAssert.AreEqual(stream.Hash(), (await OpenAsync(store, options)).Hash());
    }

    [TestMethod]
    public async Task What_cannot_be_applied_is_refused_and_changes_nothing()
    {
        await using var store = new MemoryStore();
        var stream = await OpenAsync(store);
        stream.Await("k", default, Row);
        byte[] before = stream.Hash();
        Assert.ThrowsExactly<ArgumentException>(() => stream.Await("k", default, Row));
        Assert.ThrowsExactly<ArgumentException>(() => stream.Learn(default, [1, 2], 3));
        Assert.ThrowsExactly<ArgumentException>(() => stream.Learn(default, Row, 3, new float[stream.PredictionSize + 1]));
        Assert.ThrowsExactly<ArgumentException>(() => stream.LearnRows(new StreamRow[] { new(Row), new(Row) }));
        Assert.ThrowsExactly<ArgumentException>(() => stream.Tell(new string('k', 2000), 1));
        Assert.ThrowsExactly<ArgumentException>(() => stream.Tell("k", new float[] { 1, 2 }));
        Assert.ThrowsExactly<ArgumentException>(() => stream.Open(0, "class"));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => stream.Freeze((UpdateMode)9));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => stream.Mode(1));
        CollectionAssert.AreEqual(before, stream.Hash());
        Assert.AreEqual(1, stream.Sequence);
        await stream.CommitAsync();
        Assert.AreEqual(1, (await OpenAsync(store)).PendingLabels);
        await Assert.ThrowsExactlyAsync<InvalidOperationException>(async () => await new StreamLearner(Catalogue.Create("regressor")).RewindAsync(0));
    }

    [TestMethod]
    public async Task Frozen_nothing_is_learnt_and_a_label_that_is_told_is_given_up()
    {
        await using var store = new MemoryStore();
        var stream = await OpenAsync(store);
        stream.Learn(default, Row, 1);
        stream.Await("k", default, Row);
        long applied = stream.Counts(0).Applied;
        stream.Freeze();
        Assert.AreEqual(UpdateMode.Frozen, stream.Mode(0));
        Assert.IsTrue(stream.Tell("k", 4).WasWaiting);
        Assert.AreEqual(UpdateReason.Frozen, stream.Learn(default, Row, 2).Result.Reason);
        Assert.AreEqual(applied, stream.Counts(0).Applied);
        stream.Freeze(UpdateMode.StateAndParameters);
        Assert.AreEqual(UpdateVerdict.Applied, stream.Learn(default, Row, 2).Result.Verdict);
        await stream.CommitAsync();
        CollectionAssert.AreEqual(stream.Hash(), (await OpenAsync(store)).Hash());
    }

    [TestMethod]
    public async Task A_row_that_is_learnt_and_journalled_allocates_nothing()
    {
        using var folder = new Folder();
        await using var store = new FileStore(folder.Path, new() { Flushes = false });
        await using var stream = await OpenAsync(store, new() { MarkEvery = 0, SnapshotEvery = 0 });
        float[] prediction = new float[stream.PredictionSize];
        long offset = 0;
        void Step(int i)
        {
            stream.Learn(new() { Time = offset }, Row, i % 5, prediction, offset++);
            var commit = stream.CommitAsync();
            Assert.IsTrue(commit.IsCompletedSuccessfully);
        }

        for (int i = 0; i < 3000; i++)
        {
            Step(i);
        }

        Allocations.AssertNone(Step);
    }

    private static ValueTask<StreamLearner> OpenAsync(ILearnerStore store, StreamLearnerOptions? options = null) =>
        StreamLearner.OpenAsync(store, "stream", () => Catalogue.Create("regressor"), Catalogue.Format, options);
}
