using AdaptiveML.Learners.Saving;
using AdaptiveML.Learners.Tests;

namespace AdaptiveML.Streams.Tests;

/// <summary>What a machine has written, sound: its payload, journal, snapshots and files.</summary>
internal sealed class FuzzSource
{
    private const int Operations = 60;

    private FuzzSource(string machine, byte[] payload) => (Machine, Payload, Forged) = (machine, payload, new(payload));

    public static StreamLearnerOptions Options { get; } = new() { SnapshotEvery = 40, KeepSnapshots = 4, MarkEvery = 25, PendingLabels = 8 };

    public string Machine { get; }

    public byte[] Payload { get; }

    public ForgedPayload Forged { get; }

    public List<byte[]> Entries { get; } = [];

    public List<StoredSnapshot> Snapshots { get; } = [];

    public Dictionary<string, byte[]> Files { get; } = [];

    /// <summary>Hash of the learners behind each operation that a file can end with.</summary>
    public Dictionary<long, string> Hashes { get; } = [];

    public static async Task<FuzzSource> CreateAsync(string machine)
    {
        string folder = Directory.CreateTempSubdirectory("adaptiveml-fuzz-").FullName;
        try
        {
            await using var store = new FileStore(folder, new() { Flushes = false });
            await using var stream = await MachineStreams.OpenAsync(store, machine, Options);
            var hashes = new Dictionary<long, string> { [0] = Convert.ToHexString(stream.Hash()) };
            float[] input = new float[MachineStreams.Inputs];
            while (stream.Sequence < Operations)
            {
                long first = stream.Sequence + 1;
                MachineStreams.Step(stream, input);
                for (long sequence = first; sequence <= stream.Sequence; sequence++)
                {
                    // A mark, which changes nothing, may have followed the operation.
                    hashes[sequence] = Convert.ToHexString(stream.Hash());
                }

                await stream.CommitAsync();
            }

            var source = new FuzzSource(machine, SavedLearner.Encode(stream.ToLearner()));
            await source.ReadAsync(store, hashes);
            foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file).Length > 0))
            {
                source.Files[Path.GetRelativePath(folder, file)] = ReadShared(file);
            }

            return source;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private async Task ReadAsync(FileStore store, Dictionary<long, string> hashes)
    {
        foreach (long sequence in (await store.FindAsync(Machine)).Snapshots)
        {
            var snapshot = (await store.ReadSnapshotAsync(Machine, sequence))!;
            Snapshots.Add(new(sequence, snapshot.Bytes.ToArray()));
        }

        await foreach (var entry in store.ReadEntriesAsync(Machine, 0))
        {
            Entries.Add(entry.Bytes.ToArray());
            Hashes[entry.Sequence] = hashes[entry.Sequence];
        }

        Hashes[0] = hashes[0];
    }
}
