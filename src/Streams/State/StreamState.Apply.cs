using AdaptiveML.Online;

namespace AdaptiveML.Streams;

/// <content>How operations change it.</content>
internal sealed partial class StreamState
{
    /// <summary>Throws where an operation cannot be applied. Changes nothing.</summary>
    /// <param name="operation">The operation.</param>
    /// <exception cref="ArgumentException">The message says why.</exception>
    public void Check(in Operation operation)
    {
        switch (operation.Kind)
        {
            case OperationKind.Observe or OperationKind.Learn:
                CheckRows(operation.Rows.Span);
                break;
            case OperationKind.Await:
                CheckRows(operation.Rows.Span);
                ArgumentNullException.ThrowIfNull(operation.Key, nameof(operation.Key));
                foreach (var learner in _learners)
                {
                    learner.RequireFree(operation.Key);
                }

                break;
            case OperationKind.Tell:
                ArgumentNullException.ThrowIfNull(operation.Key, nameof(operation.Key));
                if (operation.Labels.Length != 1 && operation.Labels.Length != _learners.Length)
                {
                    throw new ArgumentException($"There are {operation.Labels.Length} labels; one is told, or {_learners.Length}.", nameof(operation));
                }

                break;
            case OperationKind.Freeze:
                if (!Enum.IsDefined(operation.Mode))
                {
                    throw new ArgumentOutOfRangeException(nameof(operation), operation.Mode, "This is no mode.");
                }

                break;
            case OperationKind.Open:
                ArgumentNullException.ThrowIfNull(operation.Key, nameof(operation.Key));
                if (operation.Learner >= _learners.Length || !_learners[operation.Learner].IsGrowing)
                {
                    throw new ArgumentException($"Learner {operation.Learner} of the stream cannot take on a further class.", nameof(operation));
                }

                break;
        }
    }

    /// <summary>Applies an operation that <see cref="Check"/> has passed. Of a Rewind only where the stream stands is taken note of.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="predictions">Receives the predictions of all learners for its row, one behind the other; empty where they are not wanted.</param>
    /// <returns>Of Tell, whether a row has waited under the key; else true.</returns>
    public bool Apply(in Operation operation, Span<float> predictions)
    {
        (Sequence, Time, LastOffset) = (operation.Sequence, operation.Time, operation.Offset ?? LastOffset);
        switch (operation.Kind)
        {
            case OperationKind.Observe:
                var rows = operation.Rows.Span;
                for (int i = 0; i < _learners.Length; i++)
                {
                    _results[i] = _learners[i].Observe(rows[i].Context, rows[i].Input.Span);
                }

                return true;
            case OperationKind.Learn or OperationKind.Await:
                Take(operation.Rows.Span, operation.Key, predictions);
                return true;
            case OperationKind.Tell:
                return Tell(operation.Key!, operation.Labels.Span);
            case OperationKind.Expire:
                foreach (var learner in _learners)
                {
                    learner.ExpireBefore(operation.Moment.Ticks);
                }

                return true;
            case OperationKind.Reset:
                foreach (var learner in _learners)
                {
                    learner.Reset(operation.ResetSequence);
                }

                return true;
            case OperationKind.Freeze:
                foreach (var learner in _learners)
                {
                    learner.SetMode(operation.Mode);
                }

                return true;
            case OperationKind.Open:
                _learners[operation.Learner].Open();
                _openedClasses[operation.Learner].Add(operation.Key!);
                return true;
            default:
                return true;
        }
    }

    /// <summary>A row at each learner: learnt where it has no target or its label is known, else waiting where there is a key.</summary>
    private void Take(ReadOnlySpan<StreamRow> rows, string? key, Span<float> predictions)
    {
        for (int i = 0; i < _learners.Length; i++)
        {
            var learner = _learners[i];
            int size = learner.Latest.OutputSize;
            var prediction = predictions.IsEmpty ? Unread(size) : predictions[..size];
            predictions = predictions.IsEmpty ? predictions : predictions[size..];
            var target = _target.AsSpan(0, learner.Latest.TargetSize);
            target.Fill(rows[i].Label);
            if (key is not null && !target.IsEmpty && float.IsNaN(rows[i].Label))
            {
                learner.Await(rows[i].Context, rows[i].Input.Span, key, prediction);
                _results[i] = UpdateResult.Without(UpdateVerdict.Skipped, UpdateReason.MissingTarget);
            }
            else
            {
                _results[i] = learner.Learn(rows[i].Context, rows[i].Input.Span, target, prediction);
            }
        }
    }

    /// <summary>A label at each learner.</summary>
    private bool Tell(string key, ReadOnlySpan<float> labels)
    {
        bool isFound = false;
        for (int i = 0; i < _learners.Length; i++)
        {
            bool waited = _learners[i].TryLearn(key, labels[labels.Length == 1 ? 0 : i], out _results[i]);
            _results[i] = waited ? _results[i] : UpdateResult.Without(UpdateVerdict.Skipped, UpdateReason.MissingTarget);
            isFound |= waited;
        }

        return isFound;
    }

    private void CheckRows(ReadOnlySpan<StreamRow> rows)
    {
        if (rows.Length != _learners.Length)
        {
            throw new ArgumentException($"There are {rows.Length} rows; each of the stream's {_learners.Length} learners gets one.", nameof(rows));
        }

        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i].Input.Length != _learners[i].Latest.InputSize)
            {
                throw new ArgumentException(
                    $"The input of learner {i} has {rows[i].Input.Length} elements; it takes {_learners[i].Latest.InputSize}.", nameof(rows));
            }
        }
    }

    private Span<float> Unread(int size)
    {
        if (_unread.Length < size)
        {
            _unread = new float[size];
        }

        return _unread.AsSpan(0, size);
    }
}
