using System.Collections.Concurrent;

namespace Microsoft.ML.Data;

// One cursor over several that share the rows of a view: a thread reads each, and their batches come out in order.
internal sealed class RowConsolidator : RowBatchCursor
{
    private const int Ahead = 4;

    private readonly Worker[] _workers;
    private readonly CancellationTokenSource _stop = new();
    private Worker? _last;
    private bool _disposed;

    private RowConsolidator(DataViewRowCursor[] inputs, bool[] active)
        : base(inputs[0].Schema, active)
    {
        _workers = Array.ConvertAll(inputs, input => new Worker(input, active, _stop.Token));
    }

    public static DataViewRowCursor Merge(DataViewRowCursor[] inputs) =>
        inputs.Length == 1 ? inputs[0] : new RowConsolidator(inputs, [.. inputs[0].Schema.Select(inputs[0].IsColumnActive)]);

    protected override RowBatch? NextBatch(RowBatch? read)
    {
        if (read is not null)
            _last!.Reuse(read);
        foreach (var worker in _workers)
            worker.Start();

        // A worker's batches come in rising order: the least of the heads is the least of all.
        _last = _workers.Where(worker => worker.Peek() is not null).MinBy(worker => worker.Peek()!.Number);
        return _last?.Take();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            _stop.Cancel();
            foreach (var worker in _workers)
                worker.Dispose();
            _stop.Dispose();
        }

        base.Dispose(disposing);
    }

    private sealed class Worker(DataViewRowCursor input, bool[] active, CancellationToken stop) : IDisposable
    {
        private readonly BlockingCollection<RowBatch> _full = new(Ahead);
        private readonly ConcurrentBag<RowBatch> _spare = [];
        private Task? _reading;
        private RowBatch? _head;

        public void Start() => _reading ??= Task.Factory.StartNew(Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        public void Reuse(RowBatch batch) => _spare.Add(batch);

        // The next batch, waited for; null when there is none left.
        public RowBatch? Peek()
        {
            if (_head is not null || _full.TryTake(out _head, Timeout.Infinite))
                return _head;
            Task.WhenAny(_reading!).GetAwaiter().GetResult();
            if (_reading!.Exception?.InnerException is { } fault)
                throw Errors.ReaderFailed(fault);
            return null;
        }

        public RowBatch Take()
        {
            var batch = Peek()!;
            _head = null;
            return batch;
        }

        public void Dispose()
        {
            if (_reading is null)
                input.Dispose();
            else
                Task.WhenAny(_reading).GetAwaiter().GetResult();
            _full.Dispose();
        }

        private void Read()
        {
            try
            {
                using (input)
                    ReadBatches();
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // Nobody reads any more.
            }
            finally
            {
                _full.CompleteAdding();
            }
        }

        private void ReadBatches()
        {
            var writer = new RowBatchWriter(input);
            var batch = Empty();
            while (!stop.IsCancellationRequested && input.MoveNext())
            {
                if (batch.Count == RowBatch.Capacity || (batch.Count > 0 && batch.Number != input.Batch))
                {
                    _full.Add(batch, stop);
                    batch = Empty();
                }

                batch.Number = input.Batch;
                writer.Add(batch);
            }

            if (batch.Count > 0)
                _full.Add(batch, stop);
        }

        private RowBatch Empty()
        {
            if (!_spare.TryTake(out var batch))
                batch = new RowBatch(input.Schema, active);
            batch.Count = 0;
            return batch;
        }
    }
}
