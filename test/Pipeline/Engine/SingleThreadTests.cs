using AdaptiveML.Pipeline.Tests.Support;
using Microsoft.ML;

namespace AdaptiveML.Pipeline.Tests.Engine;

[TestClass]
public sealed class SingleThreadTests
{
    [TestMethod]
    public void A_second_thread_in_an_engine_for_one_is_told_so_and_the_first_goes_on()
    {
        using var engine = Sample.Context.Model.CreateOnlineEngine<WatchedRow, Scored>(Sample.Model);
        using var inside = new ManualResetEventSlim();
        using var gate = new ManualResetEventSlim();
        var row = new WatchedRow
        {
            Reading = () =>
            {
                inside.Set();
                gate.Wait();
            },
        };
        var learning = Task.Factory.StartNew(() => engine.Learn(row), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        inside.Wait();

        var told = Assert.ThrowsExactly<InvalidOperationException>(() => engine.Predict(new WatchedRow()));
        Assert.ThrowsExactly<InvalidOperationException>(() => engine.Reset());
        Assert.ThrowsExactly<InvalidOperationException>(engine.Dispose);
        gate.Set();
        learning.Wait();

        Assert.Contains("CreateSharedOnlineEngine", told.Message);
        Assert.AreEqual(1, engine.Counts.Applied);
        engine.Predict(new WatchedRow());
    }

    [TestMethod]
    public void A_disposed_engine_refuses_every_call()
    {
        var engine = Sample.Context.Model.CreateOnlineEngine<Row, Scored>(Sample.Model);
        var shared = Sample.Context.Model.CreateSharedOnlineEngine<Row, Scored>(Sample.Model);
        var snapshot = engine.Snapshot();
        shared.Predict(Sample.Rows[0]);
        engine.Dispose();
        engine.Dispose();
        shared.Dispose();

        Action[] calls =
        [
            () => engine.Predict(Sample.Rows[0]),
            () => engine.Predict(Sample.Rows[0], "key"),
            () => engine.Observe(Sample.Rows[0]),
            () => engine.Learn(Sample.Rows[0]),
            () => engine.TryLearn("key", 1, out _),
            () => engine.Reset(),
            () => engine.Snapshot(),
            () => engine.Restore(snapshot),
            () => engine.ToTransformer(),
            () => engine.CheckPoint("model.zip"),
            () => shared.Predict(Sample.Rows[0]),
            () => shared.Learn(Sample.Rows[0]),
        ];
        foreach (var call in calls)
        {
            Assert.ThrowsExactly<ObjectDisposedException>(call);
        }
    }
}
