using System.Globalization;
using AdaptiveML.Streams;

namespace AdaptiveML.Tool;

/// <summary>Says what is in streams.</summary>
internal static class InspectJournal
{
    /// <summary>Writes it.</summary>
    public static async Task RunAsync(IReadOnlyList<JournalFolder> streams, TextWriter output, CancellationToken cancellationToken)
    {
        foreach (var stream in streams)
        {
            await WriteAsync(stream, output, cancellationToken);
        }
    }

    private static async Task WriteAsync(JournalFolder folder, TextWriter output, CancellationToken cancellationToken)
    {
        await using var store = new FilesAsTheyAre(folder);
        var contents = await store.FindAsync(folder.Name, cancellationToken);
        var counts = new SortedDictionary<OperationKind, long>();
        DateTime? first = null, last = null;
        await foreach (var entry in store.ReadEntriesAsync(folder.Name, store.First - 1, cancellationToken))
        {
            var (kind, _, time, _) = OperationReader.Glance(entry.Bytes.Span);
            counts[kind] = counts.GetValueOrDefault(kind) + 1;
            (first, last) = (first ?? time, time);
        }

        FileInfo[] files = [.. new DirectoryInfo(folder.Path).GetFiles().Where(file => file.Extension is ".journal" or ".snapshot")];
        string kinds = counts.Count == 0 ? "none" : string.Join(", ", counts.Select(count => $"{count.Value} {count.Key}"));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"""
            stream '{folder.Name}': {files.Length} files, {files.Sum(file => file.Length)} bytes
              head         {contents.Head}; kept from {store.First}
              operations   {kinds}
              time         {(first is { } begin ? $"{TextTable.Time(begin)} to {TextTable.Time(last!.Value)}" : "none")}
              snapshots    {string.Join(", ", contents.Snapshots)}
            """));
        if (await store.ReadSnapshotAsync(folder.Name, long.MaxValue, cancellationToken) is { } newest)
        {
            var state = StreamStateCodec.Load(newest.Bytes, LearnerFormat.Default);
            await output.WriteLineAsync($"  owner        {(state.Owner.Length == 0 ? "none" : state.Owner)}");
            for (int i = 0; i < state.Learners.Count; i++)
            {
                var learner = state.Learners[i];
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture, $"learner {i}, at snapshot {newest.Sequence}; {learner.Pending} labels awaited"));
                await LearnerLines.WriteAsync(output, learner.ToLearner());
            }
        }
    }
}
