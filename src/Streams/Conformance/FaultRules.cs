using System.Globalization;
using static AdaptiveML.Streams.Conformance.Checks;

namespace AdaptiveML.Streams.Conformance;

/// <summary>Rules of stores whose steps can be made to fail.</summary>
internal static class FaultRules
{
    private const int MostSteps = 500;

    public static async Task EveryStepAsync(StoreUnderTest under, CancellationToken token)
    {
        foreach (double part in (double[])[0, 0.5, 1])
        {
            for (int step = 0; step < MostSteps; step++)
            {
                string stream = string.Create(CultureInfo.InvariantCulture, $"conformance fault {step} {part}");
                var failing = await under.OpenFailingAsync(step, part, token).ConfigureAwait(false);
                if (failing is null)
                {
                    return;
                }

                var script = new Script();
                bool hasFailed = false;
                await using (failing.ConfigureAwait(false))
                {
                    try
                    {
                        await script.RunAsync(failing, stream, token).ConfigureAwait(false);
                    }
                    catch (IOException)
                    {
                        hasFailed = true;
                    }
                }

                await using var again = await under.OpenAsync(token).ConfigureAwait(false);
                await script.CheckAsync(again, stream, step, token).ConfigureAwait(false);
                if (!hasFailed)
                {
                    break;
                }
            }
        }
    }

    /// <summary>What a writer does, and what it was told is done.</summary>
    private sealed class Script
    {
        private long _head;
        private long _snapshot = -1;

        public async Task RunAsync(ILearnerStore store, string stream, CancellationToken token)
        {
            await SaveAsync(store, stream, 0, token).ConfigureAwait(false);
            for (int round = 1; round <= 4; round++)
            {
                await AppendAsync(store, stream, 1, token).ConfigureAwait(false);
                await AppendAsync(store, stream, 3, token).ConfigureAwait(false);
                await SaveAsync(store, stream, _head, token).ConfigureAwait(false);
                if (round == 3)
                {
                    await store.TrimAsync(stream, _snapshot - 4, token).ConfigureAwait(false);
                }
            }
        }

        public async Task CheckAsync(ILearnerStore store, string stream, int step, CancellationToken token)
        {
            var contents = await store.FindAsync(stream, token).ConfigureAwait(false);
            That(contents.Head >= _head, $"After a failure of step {step}, {_head} entries were acknowledged and {contents.Head} are there.");
            var newest = await store.ReadSnapshotAsync(stream, long.MaxValue, token).ConfigureAwait(false);
            That((newest?.Sequence ?? -1) >= _snapshot, $"After a failure of step {step}, snapshot {_snapshot} was acknowledged and is not there.");
            await SnapshotAsync(store, stream, long.MaxValue, newest?.Sequence, token).ConfigureAwait(false);
            await EntriesAsync(store, stream, Math.Max(0, newest?.Sequence ?? 0), contents.Head, token).ConfigureAwait(false);
            That(!await Checks.AppendAsync(store, stream, contents.Head, 1, token).ConfigureAwait(false), "The last entry can be written again.");
            That(await Checks.AppendAsync(store, stream, contents.Head + 1, 1, token).ConfigureAwait(false), "The next entry is refused.");
        }

        private async Task AppendAsync(ILearnerStore store, string stream, int count, CancellationToken token)
        {
            That(await Checks.AppendAsync(store, stream, _head + 1, count, token).ConfigureAwait(false), "The next entry is refused.");
            _head += count;
        }

        private async Task SaveAsync(ILearnerStore store, string stream, long sequence, CancellationToken token)
        {
            That(await store.SaveSnapshotAsync(stream, Snapshot(sequence), token).ConfigureAwait(false), "A newer snapshot is refused.");
            _snapshot = sequence;
        }
    }
}
