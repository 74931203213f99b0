using AdaptiveML.Pipeline.Tests.Support;
using Microsoft.ML;

namespace AdaptiveML.Pipeline.Tests.Engine;

[TestClass]
public sealed class SharedOnlineEngineTests : IDisposable
{
    private static readonly Row[] Rows = Sample.Rows[..500];

    private readonly SharedOnlineEngine<Row, Scored> _shared = Sample.Context.Model.CreateSharedOnlineEngine<Row, Scored>(Sample.Model.SavedAndLoaded());
    private readonly OnlineEngine<Row, Scored> _single = Sample.Context.Model.CreateOnlineEngine<Row, Scored>(Sample.Model);

    public void Dispose()
    {
        _shared.Dispose();
        _single.Dispose();
    }

    [TestMethod]
    public void It_does_what_an_engine_does()
    {
        var expected = new Scored();
        var actual = new Scored();
        foreach (var row in Rows)
        {
            Assert.AreEqual(_single.Predict(row).Score, _shared.Predict(row).Score);
            Assert.AreEqual(_single.Learn(row, ref expected), _shared.Learn(row, ref actual));
            Assert.AreEqual(expected.Score, actual.Score);
            Assert.AreEqual(_single.Observe(row), _shared.Observe(row));
            Assert.AreEqual(_single.Predict(row, "key").Score, _shared.Predict(row, "key").Score);
            Assert.AreEqual(_single.Learn("key", 1), _shared.Learn("key", 1));
        }

        AssertEqual();
        _shared.Restore(_shared.Snapshot());
        AssertEqual();
    }

    [TestMethod]
    public void Readers_on_many_threads_do_not_disturb_the_one_that_learns()
    {
        Parallel.For(0, 8, thread =>
        {
            foreach (var row in Rows)
            {
                if (thread == 0)
                {
                    _shared.Learn(row);
                }
                else
                {
                    Assert.AreEqual(row.Index, _shared.Predict(row).Index);
                }
            }
        });

        foreach (var row in Rows)
        {
            _single.Learn(row);
        }

        AssertEqual();
    }

    [TestMethod]
    public void Every_row_of_every_thread_is_learnt_once()
    {
        Parallel.For(0, 8, thread =>
        {
            for (int i = 0; i < 100; i++)
            {
                _shared.Predict(Rows[i], $"{thread}/{i}");
                Assert.IsTrue(_shared.TryLearn($"{thread}/{i}", Rows[i].Label, out _));
            }
        });

        Assert.AreEqual((0, 0L, 800L), (_shared.PendingLabels, _shared.ExpiredLabels, _shared.Counts.Applied));
    }

    [TestMethod]
    public void Checkpoints_are_whole_while_others_learn()
    {
        using var file = new ModelFile();
        Parallel.Invoke(
            () => Array.ForEach(Rows, row => _shared.Learn(row)),
            () =>
            {
                for (int i = 0; i < 5; i++)
                {
                    _shared.CheckPoint(file.Path);
                    Sample.Context.Model.CreateOnlineEngine<Row, Scored>(Sample.Context.Model.Load(file.Path, out _)).Dispose();
                }
            });
    }

    [TestMethod]
    public void A_prediction_does_not_wait_for_a_row_that_is_being_learnt()
    {
        using var shared = Sample.Context.Model.CreateSharedOnlineEngine<WatchedRow, Scored>(Sample.Model);
        using var inside = new ManualResetEventSlim();
        using var gate = new ManualResetEventSlim();
        var learning = Task.Factory.StartNew(
            () => shared.Learn(new WatchedRow
            {
                Reading = () =>
                {
                    inside.Set();
                    gate.Wait();
                },
            }),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        inside.Wait();

        Assert.AreEqual(7, shared.Predict(new() { Index = 7 }).Index);

        Assert.IsFalse(learning.IsCompleted);
        gate.Set();
        learning.Wait();
    }

    [TestMethod]
    public void Every_prediction_is_that_of_a_state_that_was_there_and_none_goes_back()
    {
        using var shared = Sample.Context.Model.CreateSharedOnlineEngine<Row, Scored>(Sample.Model, new() { PublicationInterval = TimeSpan.Zero });
        var version = new Dictionary<float, int> { [_single.Predict(Rows[0]).Score] = 0 };
        foreach (var (i, row) in Rows.Index())
        {
            _single.Learn(row);
            version.TryAdd(_single.Predict(Rows[0]).Score, i + 1);
        }

        bool isLearnt = false;
        Task[] readers = [.. Enumerable.Range(0, 3).Select(_ => Task.Factory.StartNew(
            () =>
            {
                for (int last = 0; !Volatile.Read(ref isLearnt);)
                {
                    int next = version[shared.Predict(Rows[0]).Score];
                    Assert.IsGreaterThanOrEqualTo(last, next);
                    last = next;
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        Array.ForEach(Rows, row => shared.Learn(row));
        Volatile.Write(ref isLearnt, true);
        Task.WaitAll(readers);

        float last = Task.Factory.StartNew(
            () => shared.Predict(Rows[0]).Score, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Result;
        Assert.AreEqual((0L, _single.Predict(Rows[0]).Score), (shared.Staleness, last));
    }

    [TestMethod]
    public void The_thread_that_learnt_sees_it_at_once_and_others_within_the_interval()
    {
        using var shared = Sample.Context.Model.CreateSharedOnlineEngine<Row, Scored>(Sample.Model, new() { PublicationInterval = TimeSpan.FromDays(1) });
        float before = shared.Predict(Rows[0]).Score;
        shared.Learn(Rows[1]);
        _single.Learn(Rows[1]);

        Assert.AreEqual(_single.Predict(Rows[0]).Score, shared.Predict(Rows[0]).Score);
        float other = Task.Factory.StartNew(
            () => shared.Predict(Rows[0]).Score, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Result;
        Assert.AreEqual((1L, before), (shared.Staleness, other));
    }

    public static IEnumerable<object[]> Calls() =>
    [
        ["Predict by key", (SharedOnlineEngine<WatchedRow, Scored> engine, WatchedRow row) => { engine.Predict(row, $"{row.Index}"); }],
        ["Observe", (SharedOnlineEngine<WatchedRow, Scored> engine, WatchedRow row) => { engine.Observe(row); }],
        ["Learn", (SharedOnlineEngine<WatchedRow, Scored> engine, WatchedRow row) => { engine.Learn(row); }],
    ];

    [TestMethod]
    [DynamicData(nameof(Calls))]
    public void A_call_waits_until_the_one_before_it_has_done_with_its_row(string name, Action<SharedOnlineEngine<WatchedRow, Scored>, WatchedRow> call)
    {
        using var shared = Sample.Context.Model.CreateSharedOnlineEngine<WatchedRow, Scored>(Sample.Model);
        using var met = new ManualResetEventSlim();
        int inside = 0;
        void Read()
        {
            // The first to come waits for company, which must not come.
            if (Interlocked.Increment(ref inside) > 1)
            {
                met.Set();
            }

            met.Wait(TimeSpan.FromMilliseconds(200));
            Interlocked.Decrement(ref inside);
        }

        Task.WaitAll([.. Enumerable.Range(0, 2).Select(index => Task.Factory.StartNew(
            () => call(shared, new() { Index = index, Reading = Read }), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))]);

        Assert.IsFalse(met.IsSet, $"two calls of {name} were inside at once");
    }

    private void AssertEqual()
    {
        Assert.AreEqual(_single.Counts, _shared.Counts);
        CollectionAssert.AreEqual(Hash(_single.ToTransformer()), Hash(_shared.ToTransformer()));
    }

    private static byte[] Hash(ITransformer model) => ((OnlineTransformer)model).Model.CreateLearner().Memory.Hash();
}
