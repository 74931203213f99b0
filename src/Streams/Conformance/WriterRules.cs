using static AdaptiveML.Streams.Conformance.Checks;

namespace AdaptiveML.Streams.Conformance;

/// <summary>Rules of several writers.</summary>
internal static class WriterRules
{
    private const int Writers = 8, Rounds = 25;

    public static async Task SameNumberAsync(StoreUnderTest under, CancellationToken token)
    {
        const string Stream = "conformance writers";
        await using var store = await under.OpenAsync(token).ConfigureAwait(false);
        for (long sequence = 1; sequence <= Rounds; sequence++)
        {
            long number = sequence;
            bool[] taken = await Task.WhenAll(Enumerable.Range(0, Writers).Select(
                writer => Task.Run(() => AppendAsync(store, Stream, number, 1, token, writer), token))).ConfigureAwait(false);
            That(taken.Count(static each => each) == 1, $"Of {Writers} writers of entry {number}, {taken.Count(static each => each)} were taken.");
            var entry = (await ReadAsync(store, Stream, number - 1, token).ConfigureAwait(false)).Single();
            That(entry.Bytes.Span.SequenceEqual(Entry(number, Array.IndexOf(taken, true))), "The entry is of a writer who was told that it is not.");
        }
    }

    public static async Task SecondStoreAsync(StoreUnderTest under, CancellationToken token)
    {
        const string Stream = "conformance stores";
        await using var first = await under.OpenAsync(token).ConfigureAwait(false);
        That(await AppendAsync(first, Stream, 1, 1, token).ConfigureAwait(false), "The first entry is refused.");
        bool isTaken;
        try
        {
            await using var second = await under.OpenAsync(token).ConfigureAwait(false);
            isTaken = await AppendAsync(second, Stream, 2, 1, token).ConfigureAwait(false);
        }
        catch (IOException)
        {
            isTaken = false;
        }

        That(
            await AppendAsync(first, Stream, 2, 1, token, writer: 1).ConfigureAwait(false) != isTaken,
            isTaken ? "Two stores have written the same entry." : "A store that was shut out has shut the other out.");
        var entries = await ReadAsync(first, Stream, 1, token).ConfigureAwait(false);
        That(entries.Single().Bytes.Span.SequenceEqual(Entry(2, isTaken ? 0 : 1)), "The entry is of the store that was told that it is not.");
    }
}
