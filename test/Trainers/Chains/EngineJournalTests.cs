using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using AdaptiveML.Streams;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Chains;

/// <summary>An engine with a journal is the engine without one, and can be had again: after a crash, behind any operation, bit for bit.</summary>
[TestClass]
public sealed partial class EngineJournalTests
{
    private const string Stream = "line 3";

    private static readonly MLContext Context = new(1);
    private static readonly ProcessRow[] Rows = ProcessRow.Generate(500)[300..];

    public static IEnumerable<object[]> Chains() => OnlineStagesTests.Chains();

    [TestMethod]
    [DynamicData(nameof(Chains))]
    public async Task It_does_what_an_engine_does_and_is_the_same_when_opened_again(string name, ITransformer model)
    {
        await using var store = new MemoryStore();
        using var plain = Context.Model.CreateOnlineEngine<ProcessRow, ProcessAnswer>(model, OnlineStagesTests.Options);
        using var engine = await Open(model, store);
        ProcessAnswer expected = new(), actual = new();
        foreach (var (i, row) in Rows.Index())
        {
            Assert.AreEqual(plain.Predict(row).ToString(), engine.Predict(row).ToString(), name);
            if (i % 10 == 9)
            {
                Assert.AreEqual(plain.Observe(row), engine.Observe(row), name);
            }
            else
            {
                Assert.AreEqual(plain.Learn(row, ref expected), engine.Learn(row, ref actual), name);
                Assert.AreEqual(expected.ToString(), actual.ToString(), name);
            }

            if (i == 100)
            {
                plain.Reset();
                engine.Reset();
            }
        }

        await engine.Journal!.CommitAsync();
        using var again = await Open(model, store);

        CollectionAssert.AreEqual(OnlineStagesTests.Payloads(plain.ToTransformer()), OnlineStagesTests.Payloads(engine.ToTransformer()), name);
        CollectionAssert.AreEqual(OnlineStagesTests.Payloads(plain.ToTransformer()), OnlineStagesTests.Payloads(again.ToTransformer()), name);
        CollectionAssert.AreEqual(plain.ClassNames.ToArray(), again.ClassNames.ToArray(), name);
        Assert.IsTrue((await engine.Journal.VerifyAsync()).IsIntact, name);
    }

    [TestMethod]
    public async Task Rows_that_wait_outlive_the_process()
    {
        var model = (ITransformer)Chains().First()[1];
        await using var store = new MemoryStore();
        using var plain = Context.Model.CreateOnlineEngine<ProcessRow, ProcessAnswer>(model, OnlineStagesTests.Options);
        using (var engine = await Open(model, store))
        {
            foreach (var row in Rows[..30])
            {
                Assert.AreEqual(plain.Predict(row, row.Key).ToString(), engine.Predict(row, row.Key).ToString());
            }

            Assert.AreEqual(plain.Learn(Rows[3].Key, Rows[3].Label), engine.Learn(Rows[3].Key, Rows[3].Label));
            await engine.Journal!.SnapshotAsync();
            Assert.AreEqual(plain.Learn(Rows[7].Key, Rows[7].Label), engine.Learn(Rows[7].Key, Rows[7].Label));
            await engine.Journal.CommitAsync();
            engine.Learn(Rows[8].Key, Rows[8].Label);
        }

        using var again = await Open(model, store);
        Assert.AreEqual((plain.PendingLabels, plain.OvertakenLabels), (again.PendingLabels, again.OvertakenLabels));
        foreach (var row in Rows[..30].Reverse())
        {
            bool isWaiting = plain.TryLearn(row.Key, row.Label, out var expected);
            Assert.AreEqual(isWaiting, again.TryLearn(row.Key, row.Label, out var actual));
            Assert.AreEqual(isWaiting ? expected : default, actual);
        }

        CollectionAssert.AreEqual(OnlineStagesTests.Payloads(plain.ToTransformer()), OnlineStagesTests.Payloads(again.ToTransformer()));
    }

    [TestMethod]
    public async Task It_goes_back_behind_a_class_that_was_opened_and_forward_again()
    {
        var model = (ITransformer)Chains().ElementAt(1)[1];
        await using var store = new MemoryStore();
        using var engine = await Open(model, store);
        int known = engine.ClassNames.Count;
        Array.ForEach(Rows[..20], row => engine.Learn(row));
        byte[] before = engine.Journal!.Hash();
        long sequence = engine.Journal.Sequence;
        var opened = engine.Learn(new ProcessRow { Features = Rows[20].Features, Kind = "new" });
        Assert.AreEqual("new", opened.OpenedClass);
        byte[] behind = engine.Journal.Hash();
        long last = engine.Journal.Sequence;

        await engine.Journal.RewindAsync(sequence);
        CollectionAssert.AreEqual(before, engine.Journal.Hash());
        Assert.HasCount(known, engine.ClassNames);
        Assert.HasCount(known, engine.Predict(Rows[0]).Answer);

        await engine.Journal.RewindAsync(last);
        CollectionAssert.AreEqual(behind, engine.Journal.Hash());
        Assert.HasCount(known + 1, engine.Predict(Rows[0]).Answer);
        Array.ForEach(Rows[20..], row => engine.Learn(row));
        await engine.Journal.CommitAsync();
        using var again = await Open(model, store);
        CollectionAssert.AreEqual(engine.Journal.Hash(), again.Journal!.Hash());
        Assert.HasCount(known + 1, again.ClassNames);
        Assert.IsTrue((await again.Journal.VerifyAsync()).IsIntact);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task A_label_that_is_too_late_is_so_with_a_journal_too(bool hasJournal)
    {
        var model = (ITransformer)Chains().ElementAt(1)[1];
        var clock = new MovedClock();
        var options = OnlineStagesTests.Options with { TimeProvider = clock, LabelTimeLimit = TimeSpan.FromHours(1) };
        await using var store = new MemoryStore();
        using var engine = hasJournal
            ? await Context.Model.OpenOnlineEngineAsync<ProcessRow, ProcessAnswer>(model, store, Stream, options)
            : Context.Model.CreateOnlineEngine<ProcessRow, ProcessAnswer>(model, options);
        int classes = engine.ClassNames.Count;
        engine.Predict(Rows[0], "late");
        clock.Moved += TimeSpan.FromHours(2);

        Assert.IsFalse(engine.TryLearn("late", "new", out _));
        engine.Predict(Rows[1], "late");
        Assert.AreEqual((1L, 1, classes), (engine.ExpiredLabels, engine.PendingLabels, engine.ClassNames.Count));
    }

    [TestMethod]
    public async Task A_way_back_whose_snapshot_cannot_be_kept_is_taken_all_the_same()
    {
        var model = (ITransformer)Chains().First()[1];
        await using var store = new FullStore();
        using var engine = await Open(model, store);
        Array.ForEach(Rows[..20], row => engine.Learn(row));
        string then = engine.Predict(Rows[50]).ToString();
        long sequence = engine.Journal!.Sequence;
        Array.ForEach(Rows[20..40], row => engine.Learn(row));
        store.IsFull = true;

        await Assert.ThrowsExactlyAsync<IOException>(async () => await engine.Journal.RewindAsync(sequence));

        Assert.AreEqual(then, engine.Predict(Rows[50]).ToString());
        store.IsFull = false;
        await engine.Journal.CommitAsync();
        using var again = await Open(model, store);
        Assert.AreEqual(then, again.Predict(Rows[50]).ToString());
    }

    [TestMethod]
    public async Task A_mode_that_switches_learning_off_gives_up_labels_of_rows_before_it_with_a_journal_and_without()
    {
        var model = (ITransformer)Chains().First()[1];
        await using var store = new MemoryStore();
        using var journalled = await Open(model, store);
        using var plain = Context.Model.CreateOnlineEngine<ProcessRow, ProcessAnswer>(model, OnlineStagesTests.Options);
        foreach (var engine in (OnlineEngine<ProcessRow, ProcessAnswer>[])[journalled, plain])
        {
            long applied = engine.Counts.Applied;
            engine.Predict(Rows[0], "late");
            engine.Predict(Rows[1], "later");
            engine.Mode = UpdateMode.StateOnly;
            Assert.IsTrue(engine.TryLearn("late", 1, out _));
            Assert.AreEqual(applied, engine.Counts.Applied);
            engine.Mode = UpdateMode.StateAndParameters;
            Assert.AreEqual(UpdateVerdict.Applied, engine.Learn("later", 1).Verdict);
        }

        CollectionAssert.AreEqual(OnlineStagesTests.Payloads(plain.ToTransformer()), OnlineStagesTests.Payloads(journalled.ToTransformer()));
    }

    [TestMethod]
    public async Task Many_threads_learn_commit_and_predict_and_the_journal_has_it_all()
    {
        var model = (ITransformer)Chains().First()[1];
        await using var store = new MemoryStore();
        byte[] hash;
        using (var engine = await Context.Model.OpenSharedOnlineEngineAsync<ProcessRow, ProcessAnswer>(model, store, Stream, OnlineStagesTests.Options))
        {
            await Parallel.ForEachAsync(Rows, async (row, token) =>
            {
                engine.Learn(row);
                engine.Predict(row);
                await engine.CommitAsync(token);
            });
            hash = engine.Journal!.Hash();
            Assert.AreEqual(engine.Journal.Sequence, engine.Journal.CommittedSequence);
        }

        using var again = await Open(model, store);
        CollectionAssert.AreEqual(hash, again.Journal!.Hash());
    }

    [TestMethod]
    public async Task A_snapshot_of_memory_is_no_way_back_for_an_engine_with_a_journal()
    {
        await using var store = new MemoryStore();
        using var engine = await Open((ITransformer)Chains().First()[1], store);

        Assert.Contains("RewindAsync", Assert.ThrowsExactly<InvalidOperationException>(() => engine.Restore(engine.Snapshot())).Message);
    }

    [TestMethod]
    public async Task A_mode_is_an_operation()
    {
        var model = (ITransformer)Chains().First()[1];
        await using var store = new MemoryStore();
        using var engine = await Open(model, store);
        engine.Learn(Rows[0]);
        engine.Mode = UpdateMode.Frozen;
        Assert.AreEqual(UpdateReason.Frozen, engine.Learn(Rows[1]).Reason);
        await engine.Journal!.CommitAsync();

        using var again = await Open(model, store);

        Assert.AreEqual(UpdateMode.Frozen, again.Mode);
        Assert.AreEqual(UpdateReason.Frozen, again.Learn(Rows[2]).Reason);
        again.Mode = UpdateMode.StateAndParameters;
        Assert.AreEqual(UpdateVerdict.Applied, again.Learn(Rows[2]).Verdict);
    }

    private static Task<OnlineEngine<ProcessRow, ProcessAnswer>> Open(ITransformer model, ILearnerStore store) =>
        Context.Model.OpenOnlineEngineAsync<ProcessRow, ProcessAnswer>(model, store, Stream, OnlineStagesTests.Options);
}
