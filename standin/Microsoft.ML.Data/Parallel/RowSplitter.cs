using System.Collections.Concurrent;

namespace Microsoft.ML.Data;

// Deals one cursor's rows out to several, batch by batch. A thread reads the source from the first MoveNext on.
internal sealed class RowSplitter : IDisposable
{
    private readonly DataViewRowCursor _source;
    private readonly RowBatchWriter _writer;
    private readonly bool[] _active;
    private readonly BlockingCollection<RowBatch> _full;
    private readonly ConcurrentBag<RowBatch> _spare = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Lazy<Task> _reading;
    private int _open;

    private RowSplitter(DataViewRowCursor source, int count)
    {
        _source = source;
        _writer = new RowBatchWriter(source);
        _active = [.. source.Schema.Select(source.IsColumnActive)];
        _full = new BlockingCollection<RowBatch>(2 * count);
        _reading = new Lazy<Task>(() => Task.Factory.StartNew(Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        _open = count;
    }

    public static int DefaultCount => Math.Max(2, Environment.ProcessorCount - 1);

    public static DataViewRowCursor[] Split(DataViewRowCursor source, int count)
    {
        var splitter = new RowSplitter(source, count);
        return [.. Enumerable.Range(0, count).Select(_ => new Part(splitter))];
    }

    // Each part calls this once; the last one closes the source.
    public void Dispose()
    {
        if (Interlocked.Decrement(ref _open) > 0)
            return;
        _stop.Cancel();
        if (_reading.IsValueCreated)
            Task.WhenAny(_reading.Value).GetAwaiter().GetResult();
        _source.Dispose();
        _full.Dispose();
        _stop.Dispose();
    }

    private void Read()
    {
        try
        {
            var number = 0L;
            for (var batch = Fill(number); batch.Count > 0; batch = Fill(++number))
                _full.Add(batch, _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Nobody reads any more.
        }
        finally
        {
            _full.CompleteAdding();
        }
    }

    private RowBatch Fill(long number)
    {
        if (!_spare.TryTake(out var batch))
            batch = new RowBatch(_source.Schema, _active);
        batch.Number = number;
        batch.Count = 0;
        while (batch.Count < RowBatch.Capacity && !_stop.IsCancellationRequested && _source.MoveNext())
            _writer.Add(batch);
        return batch;
    }

    private RowBatch? Next(RowBatch? read)
    {
        if (read is not null)
            _spare.Add(read);
        var reading = _reading.Value;
        if (_full.TryTake(out var batch, Timeout.Infinite))
            return batch;
        Task.WhenAny(reading).GetAwaiter().GetResult();
        return reading.Exception?.InnerException is { } fault ? throw Errors.ReaderFailed(fault) : null;
    }

    private sealed class Part(RowSplitter splitter) : RowBatchCursor(splitter._source.Schema, splitter._active)
    {
        private bool _released;

        protected override RowBatch? NextBatch(RowBatch? read) => splitter.Next(read);

        protected override void Dispose(bool disposing)
        {
            if (disposing && !_released)
            {
                _released = true;
                splitter.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
