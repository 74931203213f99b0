using System.Globalization;
using AdaptiveML.Streams;

namespace AdaptiveML.Tool;

/// <summary>Replays all that is kept of streams: chain of hashes, marks, snapshots.</summary>
internal static class VerifyJournal
{
    /// <summary>Writes what it finds of each.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<JournalFolder> streams, TextWriter output, CancellationToken cancellationToken)
    {
        bool isIntact = true;
        foreach (var stream in streams)
        {
            await using var store = new FilesAsTheyAre(stream);
            var report = await new Verifier(store, stream.Name, LearnerFormat.Default).RunAsync(cancellationToken);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"""
                stream '{stream.Name}': from snapshot {report.From}, {report.Operations} operations, {report.Marks} marks, {report.Snapshots} later snapshots
                {(report.IsIntact ? "intact" : $"not intact: {report.Finding}")}
                """));
            isIntact &= report.IsIntact;
        }

        return isIntact ? ExitCode.Well : ExitCode.Found;
    }
}
