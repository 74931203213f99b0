using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using AdaptiveML.Kernels;
using AdaptiveML.Learners.Saving;
using AdaptiveML.Online;

namespace AdaptiveML.Streams.Tests;

/// <summary>What somebody may have done to bytes that a machine has written.</summary>
internal enum FuzzKind
{
    Payload,
    SealedPayload,
    ForgedHeader,
    Entry,
    Journal,
    SealedJournal,
    Snapshot,
    SealedSnapshot,
    File,
}

/// <summary>
/// Damaged or forged bytes must give a learner that works, or an <see cref="InvalidDataException"/>: no other exception, no hang, no memory beyond what the
/// bytes answer for, and no difference that a digest, a chain or a checksum should have shown.
/// </summary>
internal static class FuzzCase
{
    /// <summary>Runs a case.</summary>
    /// <param name="source">What was written.</param>
    /// <param name="kind">What is done to it.</param>
    /// <param name="number">The case: the same number does the same.</param>
    /// <returns>Whether the bytes were taken; and what is wrong, null where all is as it must be.</returns>
    public static async Task<(bool IsTaken, string? Fault)> RunAsync(FuzzSource source, FuzzKind kind, int number)
    {
        var random = new Random(number);
        var clock = CaseClock.Start();
        bool isTaken = false;
        string? fault = null;
        try
        {
            isTaken = await TakeAsync(source, kind, random, number);
        }
        catch (InvalidDataException)
        {
            // Refused, as it should be.
        }
        catch (InvalidOperationException exception) when (exception.Message.Contains("journalled as the hash of its row", StringComparison.Ordinal))
        {
            // A flag was changed, and says that the row is hashed.
        }
        catch (Exception exception)
        {
            fault = exception.ToString();
        }

        fault ??= clock.Fault;
        return (isTaken, fault is null ? null : string.Create(CultureInfo.InvariantCulture, $"{source.Machine}, {kind}, case {number}: {fault}"));
    }

    private static async Task<bool> TakeAsync(FuzzSource source, FuzzKind kind, Random random, int number)
    {
        switch (kind)
        {
            case FuzzKind.Payload:
                return Decode(ByteChanges.Change(source.Payload, random)) && Silent();
            case FuzzKind.SealedPayload:
                return Decode(ByteChanges.Seal(ByteChanges.Change(source.Payload, random)));
            case FuzzKind.ForgedHeader:
                return Decode(source.Forged.Forge(Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], (ulong)number)).Payload);
            case FuzzKind.Entry:
                byte[] entry = ByteChanges.Change(source.Entries[random.Next(source.Entries.Count)], random);
                return Operation.Decode(entry).Encode().AsSpan().SequenceEqual(entry) || Silent();
            case FuzzKind.Journal:
                // Nothing follows the last entry of a store in memory, so that no chain shows what it was.
                return await OpenAsync(source, Journal(source, random, source.Entries.Count - 1, isSealed: false), null) && Silent();
            case FuzzKind.SealedJournal:
                return await OpenAsync(source, Journal(source, random, source.Entries.Count, isSealed: true), null);
            case FuzzKind.Snapshot:
                return await OpenAsync(source, source.Entries, ByteChanges.Change(source.Snapshots[^1].Bytes.ToArray(), random)) && Silent();
            case FuzzKind.SealedSnapshot:
                byte[] changed = ByteChanges.Seal(ByteChanges.Change(source.Snapshots[^1].Bytes.ToArray(), random));
                return await OpenAsync(source, source.Entries, changed);
            default:
                return await OpenFilesAsync(source, random);
        }
    }

    private static bool Silent() => throw new UnreachableException("Changed bytes were taken silently.");

    private static bool Decode(byte[] payload)
    {
        long before = GC.GetAllocatedBytesForCurrentThread(), allocated;
        IOnlineLearner<float>? learner = null;
        try
        {
            learner = SavedLearner.Decode(payload);
        }
        finally
        {
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Use(learner);
        return allocated < (4L * payload.Length) + (8 << 20) ? true : throw new UnreachableException($"{allocated} bytes were taken for {payload.Length}.");
    }

    private static void Use(IOnlineLearner<float> learner)
    {
        float[] input = new float[learner.InputSize], target = new float[learner.TargetSize], prediction = new float[learner.OutputSize];
        for (int row = 0; row < 3; row++)
        {
            input.AsSpan().Fill(row);
            learner.Predict(default, input, prediction);
            learner.Learn(default, input, target, prediction);
        }

        SavedLearner.Encode(learner.Clone());
    }

    private static List<byte[]> Journal(FuzzSource source, Random random, int count, bool isSealed)
    {
        // What stands before the newest snapshot is not read.
        int first = (int)source.Snapshots[^1].Sequence;
        int at = first + random.Next(count - first);
        List<byte[]> entries = [.. source.Entries];
        entries[at] = ByteChanges.Change(entries[at], random);
        for (int i = at + 1; isSealed && i < entries.Count && entries[i].Length >= 60; i++)
        {
            entries[i] = [.. entries[i]];
            SHA256.HashData(entries[i - 1], entries[i].AsSpan(28, SHA256.HashSizeInBytes));
        }

        return entries;
    }

    private static async Task<bool> OpenAsync(FuzzSource source, List<byte[]> entries, byte[]? newest)
    {
        await using var store = new MemoryStore();
        var snapshots = source.Snapshots;
        await store.SaveSnapshotAsync(source.Machine, snapshots[0]);
        await store.AppendAsync(source.Machine, 1, [.. entries.Select(entry => (ReadOnlyMemory<byte>)entry)]);
        await store.SaveSnapshotAsync(source.Machine, newest is null ? snapshots[^1] : new(snapshots[^1].Sequence, newest));
        await using var stream = await MachineStreams.OpenAsync(store, source.Machine, FuzzSource.Options);
        Go(stream);
        return true;
    }

    private static async Task<bool> OpenFilesAsync(FuzzSource source, Random random)
    {
        string folder = Directory.CreateTempSubdirectory("adaptiveml-fuzz-").FullName;
        try
        {
            string chosen = source.Files.Keys.Order(StringComparer.Ordinal).ElementAt(random.Next(source.Files.Count));
            foreach (var (name, bytes) in source.Files)
            {
                string path = Path.Combine(folder, name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await File.WriteAllBytesAsync(path, name == chosen ? ByteChanges.Change(bytes, random) : bytes);
            }

            await using var store = new FileStore(folder, new() { Flushes = false });
            await using var stream = await MachineStreams.OpenAsync(store, source.Machine, FuzzSource.Options);
            bool isOne = source.Hashes.TryGetValue(stream.Sequence, out string? hash) && Convert.ToHexString(stream.Hash()) == hash;
            Go(stream);
            return isOne || Silent();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Go(StreamLearner stream)
    {
        float[] input = new float[stream.ToLearner().InputSize];
        for (int i = 0; i < 4; i++)
        {
            stream.Learn(default, input, 1);
        }
    }
}
