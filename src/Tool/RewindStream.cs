using System.Globalization;
using AdaptiveML.Streams;

namespace AdaptiveML.Tool;

/// <summary>Takes a stream back.</summary>
internal static class RewindStream
{
    /// <summary>Does so, and says where the stream stands.</summary>
    /// <param name="folder">The stream, which nobody else has open.</param>
    /// <param name="to">An operation, or a moment.</param>
    /// <param name="output">Where it says so.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static async Task RunAsync(JournalFolder folder, string to, TextWriter output, CancellationToken cancellationToken)
    {
        bool isSequence = long.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out long sequence);
        var moment = default(DateTime);
        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!isSequence && !DateTime.TryParse(to, CultureInfo.InvariantCulture, Styles, out moment))
        {
            throw new ArgumentException($"'{to}' is neither the number of an operation nor a time such as 2026-03-01T12:00Z.");
        }

        await using var store = new FileStore(folder.Root);
        await using var stream = await OpenAsync(store, folder.Name, cancellationToken);
        long before = stream.Sequence;
        if (isSequence && sequence > before)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There is no operation {sequence}; the last is {before}."));
        }

        var update = await (isSequence ? stream.RewindAsync(sequence, cancellationToken) : stream.RewindAsync(moment, cancellationToken));
        var explained = await stream.ExplainAsync(update.Sequence, cancellationToken);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"stream '{folder.Name}' is as it was behind operation {explained.Operation.RewindTo}; the way back is operation {update.Sequence}. "
            + $"To undo it: adaptiveml rewind --to {before}"));
    }

    private static async Task<StreamLearner> OpenAsync(FileStore store, string name, CancellationToken cancellationToken)
    {
        var newest = await store.ReadSnapshotAsync(name, long.MaxValue, cancellationToken)
            ?? throw new InvalidDataException($"The stream '{name}' has a journal and no snapshot.");
        string owner = StreamStateCodec.Load(newest.Bytes, LearnerFormat.Default).Owner;
        return await StreamLearner.OpenAsync(store, name, () => [], LearnerFormat.Default, new() { Owner = owner }, cancellationToken);
    }
}
