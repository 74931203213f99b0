using System.Runtime.ExceptionServices;
using Microsoft.Win32.SafeHandles;

namespace AdaptiveML.Streams;

/// <content>Appends, which share flushes.</content>
internal sealed partial class FileJournal
{
    private readonly List<SafeFileHandle> _retired = [];
    private TaskCompletionSource<bool>? _waiting;
    private Task _flushing = Task.CompletedTask;
    private Exception? _failure;

    /// <summary>Appends entries; the task ends when they last.</summary>
    public ValueTask<bool> Append(long sequence, IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        lock (_lock)
        {
            ThrowIfFailed();
            if (sequence != Head + 1)
            {
                return new(false);
            }

            try
            {
                if (_file is null || _length >= _options.SegmentLength)
                {
                    BeginSegment();
                }

                Write(entries);
            }
            catch (Exception exception)
            {
                _failure = exception;
                throw;
            }

            return _steps.Flushes ? new(Flushed()) : new(true);
        }
    }

    private void Write(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        long total = 0;
        for (int i = 0; i < entries.Count; i++)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(entries[i].Length, SegmentRecord.LongestEntry, nameof(entries));
            total += SegmentRecord.Length(entries[i].Length);
        }

        if (total > _records.Length)
        {
            _records = new byte[checked((int)Math.Max(total, 2L * _records.Length))];
        }

        int at = 0;
        for (int i = 0; i < entries.Count; i++)
        {
            int length = SegmentRecord.Length(entries[i].Length);
            SegmentRecord.Write(_records.AsSpan(at, length), Head + 1 + i, entries[i].Span);
            at += length;
        }

        _steps.Write(_file!, _records.AsSpan(0, at), _length);
        _length += at;
        Head += entries.Count;
    }

    /// <summary>Closes the segment, whole and lasting, and begins the next.</summary>
    private void BeginSegment()
    {
        if (_file is { } full)
        {
            _steps.Flush(full, _folder);
            _retired.Add(full);
        }

        _file = null;
        _file = SegmentFile.Create(_folder, Head + 1, _steps);
        _segments.Add(Head + 1);
        _length = SegmentFile.HeadLength;
        if (_flushing.IsCompleted)
        {
            DisposeRetired();
        }
    }

    /// <summary>Ends when what was written up to now lasts.</summary>
    private Task<bool> Flushed()
    {
        _waiting ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_flushing.IsCompleted)
        {
            _flushing = Task.Run(FlushWaitingAsync);
        }

        return _waiting.Task;
    }

    private async Task FlushWaitingAsync()
    {
        while (true)
        {
            if (_options.MaximumDelay > TimeSpan.Zero)
            {
                await Task.Delay(_options.MaximumDelay).ConfigureAwait(false);
            }

            TaskCompletionSource<bool> group;
            SafeFileHandle file;
            lock (_lock)
            {
                (group, file, _waiting) = (_waiting!, _file!, null);
            }

            try
            {
                _steps.Flush(file, _folder);
                group.SetResult(true);
            }
            catch (Exception exception)
            {
                lock (_lock)
                {
                    _failure = exception;
                    _waiting?.SetException(exception);
                    _waiting = null;
                }

                group.SetException(exception);
                return;
            }

            lock (_lock)
            {
                DisposeRetired();
                if (_waiting is null)
                {
                    _flushing = Task.CompletedTask;
                    return;
                }
            }
        }
    }

    private async Task FlushedAsync()
    {
        Task flushing;
        lock (_lock)
        {
            flushing = _flushing;
        }

        await flushing.ConfigureAwait(false);
    }

    private void DisposeRetired()
    {
        _retired.ForEach(static file => file.Dispose());
        _retired.Clear();
    }

    /// <summary>Nothing can be known of the files behind a step that failed.</summary>
    private void Try(Action steps)
    {
        try
        {
            steps();
        }
        catch (Exception exception)
        {
            _failure = exception;
            ExceptionDispatchInfo.Throw(exception);
        }
    }

    private void ThrowIfFailed()
    {
        if (_failure is { } failure)
        {
            throw new IOException($"A write to '{_folder}' has failed before; open the store again. {failure.Message}", failure);
        }
    }
}
