namespace AdaptiveML.Streams.Tests;

[TestClass]
public sealed class StreamStateCodecTests
{
    [TestMethod]
    public async Task A_snapshot_with_any_byte_changed_is_refused()
    {
        await using var store = new MemoryStore();
        var scenario = new Scenario("independent classifier", seed: 5);
        var stream = await scenario.OpenAsync(store);
        for (int step = 0; step < 60; step++)
        {
            await scenario.StepAsync(stream);
        }

        await stream.SnapshotAsync();
        byte[] whole = (await store.ReadSnapshotAsync("stream", long.MaxValue))!.Bytes.ToArray();
        CollectionAssert.AreEqual(whole, StreamStateCodec.Save(StreamStateCodec.Load(whole, Catalogue.Format), Catalogue.Format));
        for (int at = 0; at < whole.Length; at += 13)
        {
            byte[] changed = [.. whole];
            changed[at] ^= 2;
            Assert.ThrowsExactly<InvalidDataException>(() => StreamStateCodec.Load(changed, Catalogue.Format), $"byte {at}");
            Assert.ThrowsExactly<InvalidDataException>(() => StreamStateCodec.Load(whole.AsMemory(0, at), Catalogue.Format), $"cut at {at}");
        }
    }

    [TestMethod]
    public void A_stream_has_learners_with_one_target_or_none()
    {
        Assert.ThrowsExactly<ArgumentException>(() => new StreamLearner([]));
        Assert.ThrowsExactly<ArgumentException>(() => new StreamLearner([new Learners.Lru.LruLearner<float>(3, 2, new() { StateSize = 4 })]));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new StreamLearner(Catalogue.Create("regressor"), new() { PendingLabels = 0 }));
    }
}
