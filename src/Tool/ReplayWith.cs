using System.Globalization;
using AdaptiveML.Learners.Saving;
using AdaptiveML.Online;
using AdaptiveML.Streams;

namespace AdaptiveML.Tool;

/// <summary>
/// What if? Replays what is kept of a stream to its learner as it was, to a new learner of the same options, and to a new one of other options, and compares
/// what they predicted before they learnt.
/// </summary>
internal static class ReplayWith
{
    /// <summary>Writes the errors side by side.</summary>
    /// <param name="folder">The stream.</param>
    /// <param name="optionsFile">A file with the options that are other.</param>
    /// <param name="learner">The learner that they are for, from 0.</param>
    /// <param name="output">Where to.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static async Task RunAsync(JournalFolder folder, string optionsFile, int learner, TextWriter output, CancellationToken cancellationToken)
    {
        string changes = await File.ReadAllTextAsync(optionsFile, cancellationToken);
        await using var store = new FilesAsTheyAre(folder);
        var (from, entries, path) = await PathAsync(store, folder.Name, cancellationToken);
        var recorded = StreamStateCodec.Load((await store.ReadSnapshotAsync(folder.Name, from, cancellationToken))!.Bytes, LearnerFormat.Default);
        if (learner < 0 || learner >= recorded.Learners.Count)
        {
            throw new ArgumentException($"The stream '{folder.Name}' has the learners 0 to {recorded.Learners.Count - 1}, and no learner {learner}.");
        }

        var present = recorded.Learners[learner].ToLearner();
        if (present.TargetSize == 0 || present.Output.Find(PredictionNames.Score) is not { } score)
        {
            throw new InvalidOperationException($"Learner {learner} of the stream '{folder.Name}' has no labels, so that there are no errors to compare.");
        }

        bool isClassifier = present is IClassifier;
        var header = LearnerPayload.ReadHeader(SavedLearner.Encode(present));
        string name = header.Component;
        var changed = header with { Options = LearnerOptions.With(header.Options, changes) };
        ReplayedLearner[] replayed =
        [
            new("as it was", learner, recorded, isClassifier),
            new("new, same options", 0, new([Machines<float>.All.Create(header)], recorded.Capacity, ""), isClassifier),
            new("new, other options", 0, new([Machines<float>.All.Create(changed)], recorded.Capacity, ""), isClassifier),
        ];
        foreach (var (first, last) in path)
        {
            for (long at = first; at <= last; at++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var operation = Operation.Decode(entries[(int)(at - from - 1)].Bytes.Span);
                Step(replayed, operation, learner);
            }
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"stream '{folder.Name}', learner {learner} ({name}), behind operation {from}: {replayed[0].Errors.Rows} rows with labels"));
        await TextTable.WriteAsync(output, [
            ["", .. ReplayErrors.Names(isClassifier)],
            .. replayed.Select(each => (string[])[each.Name, .. each.Errors.Figures()])]);
    }

    private static void Step(ReplayedLearner[] replayed, in Operation operation, int learner)
    {
        foreach (var each in replayed)
        {
            each.Step(operation, learner);
        }
    }

    /// <summary>The oldest snapshot from which the head can be reached, and the operations that the head stands on behind it.</summary>
    private static async Task<(long From, List<StoredEntry> Entries, Stack<(long First, long Last)> Path)> PathAsync(
        FilesAsTheyAre store, string stream, CancellationToken cancellationToken)
    {
        long head = (await store.FindAsync(stream, cancellationToken)).Head;
        foreach (long from in store.Snapshots)
        {
            var entries = new List<StoredEntry>();
            await foreach (var entry in store.ReadEntriesAsync(stream, from, cancellationToken))
            {
                entries.Add(entry);
            }

            if (Replayer.Path(entries, from, head) is { } path)
            {
                return (from, entries, path);
            }
        }

        throw new InvalidDataException($"No snapshot of the stream '{stream}' reaches to its head.");
    }
}
