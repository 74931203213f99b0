using AdaptiveML.Online;

namespace AdaptiveML.Streams;

/// <content>The operations.</content>
public sealed partial class StreamLearner
{
    /// <summary>Test, then train: predicts a row at each learner, advances their states, and learns its labels.</summary>
    /// <param name="rows">What each learner gets. A label that is NaN is not known.</param>
    /// <param name="predictions">
    /// Receives <see cref="PredictionSize"/> elements, the predictions of the learners made before they changed, one behind the other; empty: not wanted.
    /// </param>
    /// <param name="offset">Where the row stands in its source, from 0; null where it comes from none.</param>
    /// <exception cref="ArgumentException">There are not as many rows as learners, or a size is wrong.</exception>
    /// <exception cref="StreamFaultException">The stream is faulted.</exception>
    public StreamUpdate LearnRows(ReadOnlyMemory<StreamRow> rows, Span<float> predictions = default, long? offset = null) =>
        Do(new() { Kind = OperationKind.Learn, Rows = rows, Offset = offset }, predictions);

    /// <summary>The same of a stream with one learner.</summary>
    /// <param name="context">Whose row it is, when, and how much it counts.</param>
    /// <param name="input">The row; as many elements as the learner's inputs.</param>
    /// <param name="label">Its target; NaN where it is not known.</param>
    /// <param name="prediction">Receives the prediction made before; empty: not wanted.</param>
    /// <param name="offset">Where the row stands in its source, from 0; null where it comes from none.</param>
    /// <exception cref="InvalidOperationException">The stream has several learners.</exception>
    /// <exception cref="ArgumentException">A size is wrong.</exception>
    /// <exception cref="StreamFaultException">The stream is faulted.</exception>
    public StreamUpdate Learn(in RowContext context, ReadOnlySpan<float> input, float label, Span<float> prediction = default, long? offset = null) =>
        Do(new() { Kind = OperationKind.Learn, Rows = One(context, input, label), Offset = offset }, prediction);

    /// <summary>Advances the states by a row whose labels will never be known.</summary>
    /// <param name="rows">What each learner gets; labels are not read.</param>
    /// <param name="offset">Where the row stands in its source, from 0; null where it comes from none.</param>
    /// <exception cref="ArgumentException">There are not as many rows as learners, or a size is wrong.</exception>
    /// <exception cref="StreamFaultException">The stream is faulted.</exception>
    public StreamUpdate ObserveRows(ReadOnlyMemory<StreamRow> rows, long? offset = null) => Do(
        new()
        {
            Kind = OperationKind.Observe,
            Rows = rows,
            Offset = offset,
            IsHashed = _tail is not null && _options.HashesObservations,
            RowHash = _tail is not null && _options.HashesObservations ? OperationWriter.HashInputs(rows.Span) : default,
        },
        []);

    /// <summary>The same of a stream with one learner.</summary>
    /// <param name="context">Whose row it is, and when.</param>
    /// <param name="input">The row; as many elements as the learner's inputs.</param>
    /// <param name="offset">Where the row stands in its source, from 0; null where it comes from none.</param>
    /// <exception cref="InvalidOperationException">The stream has several learners.</exception>
    /// <exception cref="ArgumentException">A size is wrong.</exception>
    /// <exception cref="StreamFaultException">The stream is faulted.</exception>
    public StreamUpdate Observe(in RowContext context, ReadOnlySpan<float> input, long? offset = null) =>
        ObserveRows(One(context, input, float.NaN), offset);

    /// <summary>
    /// A row whose label will be told later, by a key. It advances the states at once. Learners without a target, and those whose label is given here, learn it
    /// at once; the others wait. Where the offset is known nothing waits, and <see cref="StreamUpdate.IsKnown"/> says so: a row that was taken under the key
    /// before may wait still.
    /// </summary>
    /// <param name="key">The key: at most 1,024 characters. It is free again once the label was told or given up.</param>
    /// <param name="rows">What each learner gets.</param>
    /// <param name="predictions">Receives the predictions of the learners, one behind the other; empty: not wanted.</param>
    /// <param name="offset">Where the row stands in its source, from 0; null where it comes from none.</param>
    /// <exception cref="ArgumentException">A row waits under the key already, there are not as many rows as learners, or a size is wrong.</exception>
    /// <exception cref="StreamFaultException">The stream is faulted.</exception>
    public StreamUpdate AwaitRows(string key, ReadOnlyMemory<StreamRow> rows, Span<float> predictions = default, long? offset = null) =>
        Do(new() { Kind = OperationKind.Await, Key = key, Rows = rows, Offset = offset }, predictions);

    /// <summary>The same of a stream with one learner.</summary>
    /// <param name="key">The key.</param>
    /// <param name="context">Whose row it is, when, and how much it counts.</param>
    /// <param name="input">The row; as many elements as the learner's inputs.</param>
    /// <param name="prediction">Receives the prediction; empty: not wanted.</param>
    /// <param name="offset">Where the row stands in its source, from 0; null where it comes from none.</param>
    /// <exception cref="InvalidOperationException">The stream has several learners.</exception>
    /// <exception cref="ArgumentException">A row waits under the key already, or a size is wrong.</exception>
    /// <exception cref="StreamFaultException">The stream is faulted.</exception>
    public StreamUpdate Await(string key, in RowContext context, ReadOnlySpan<float> input, Span<float> prediction = default, long? offset = null) =>
        AwaitRows(key, One(context, input, float.NaN), prediction, offset);

    /// <summary>
    /// The label of a row that waits under a key, for all learners that wait: it is learnt. If learning has been switched off since the rows came that wait, it
    /// is given up.
    /// </summary>
    /// <param name="key">The key. Where no row waits under it, nothing is learnt.</param>
    /// <param name="label">The label, a number or the index of a class; NaN gives it up.</param>
    /// <param name="offset">Where the label stands in its source, from 0; null where it comes from none.</param>
    /// <exception cref="StreamFaultException">The stream is faulted.</exception>
    public StreamUpdate Tell(string key, float label, long? offset = null)
    {
        _label[0] = label;
        return Tell(key, _label.AsMemory(), offset);
    }

    /// <summary>The same with a label for each learner, in their order.</summary>
    /// <param name="key">The key.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="offset">Where they stand in their source, from 0; null where they come from none.</param>
    /// <exception cref="ArgumentException">There are not as many labels as learners.</exception>
    /// <exception cref="StreamFaultException">The stream is faulted.</exception>
    public StreamUpdate Tell(string key, ReadOnlyMemory<float> labels, long? offset = null) =>
        Do(new() { Kind = OperationKind.Tell, Key = key, Labels = labels, Offset = offset }, []);

    /// <summary>
    /// Gives up the labels of rows that came before a moment. Every operation does so by <see cref="StreamLearnerOptions.LabelTimeLimit"/>, as an operation
    /// of its own in front of it.
    /// </summary>
    /// <param name="moment">The moment, in UTC.</param>
    /// <exception cref="StreamFaultException">The stream is faulted.</exception>
    public StreamUpdate Expire(DateTime moment) => Do(new() { Kind = OperationKind.Expire, Moment = moment.ToUniversalTime() }, []);

    /// <summary>
    /// Forgets the recent past of a sequence, or of all, and keeps what was learnt: for a gap. For the rows to come it holds at once; rows that came before and
    /// wait for their labels are learnt as if it had come behind them, as it has.
    /// </summary>
    /// <param name="sequence">The sequence; null for all.</param>
    /// <param name="offset">Where the gap stands in its source, from 0; null where it comes from none.</param>
    /// <exception cref="StreamFaultException">The stream is faulted.</exception>
    public StreamUpdate Reset(SequenceKey? sequence = null, long? offset = null) =>
        Do(new() { Kind = OperationKind.Reset, ResetSequence = sequence, Offset = offset }, []);

    /// <summary>
    /// What the rows to come may change, at all learners. Rows are taken under the mode that was in force when they came; labels that are told after
    /// learning was switched off behind them are given up.
    /// </summary>
    /// <param name="mode">The mode.</param>
    /// <exception cref="ArgumentOutOfRangeException">This is no mode.</exception>
    /// <exception cref="StreamFaultException">The stream is faulted.</exception>
    public StreamUpdate Freeze(UpdateMode mode = UpdateMode.Frozen) => Do(new() { Kind = OperationKind.Freeze, Mode = mode }, []);

    /// <summary>A growing classifier takes on a further class, the last. Its predictions have one element more from here on.</summary>
    /// <param name="learner">The learner, from 0.</param>
    /// <param name="name">The name of the class: at most 1,024 characters.</param>
    /// <exception cref="ArgumentException">The learner cannot, or there is none such.</exception>
    /// <exception cref="StreamFaultException">The stream is faulted.</exception>
    public StreamUpdate Open(int learner, string name)
    {
        CheckLearner(learner);
        return Do(new() { Kind = OperationKind.Open, Learner = learner, Key = name }, []);
    }

    private StreamUpdate Do(in Operation operation, Span<float> predictions)
    {
        ThrowIfFaulted();
        if (operation.Offset is { } offset)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(offset);
            if (offset <= _state.LastOffset)
            {
                return Known(operation, predictions);
            }
        }

        var now = ExpireDue();

        bool wasWaiting = Append(operation with { Time = now }, predictions) && operation.Kind == OperationKind.Tell;
        var update = new StreamUpdate(_state.Sequence, false, wasWaiting, ResultOf(operation.Kind));
        if (_tail is not null && _options.MarkEvery > 0 && _state.Sequence - _markAt >= _options.MarkEvery)
        {
            Append(new() { Kind = OperationKind.Mark, StateHash = _state.Hash(), Time = now }, []);
            _markAt = _state.Sequence;
        }

        return update;
    }

    /// <summary>Gives up labels that have been missing for too long, by an operation of its own.</summary>
    /// <returns>Now.</returns>
    internal DateTime ExpireDue()
    {
        ThrowIfFaulted();
        var now = Now();
        if (_options.LabelTimeLimit is { } limit && _state.OldestArrival < now.Ticks - limit.Ticks)
        {
            Append(new() { Kind = OperationKind.Expire, Moment = now - limit, Time = now }, []);
        }

        return now;
    }

    /// <summary>Applies an operation and puts it behind the others of the journal.</summary>
    private bool Append(in Operation next, Span<float> predictions)
    {
        _state.Check(next);
        EntryWriter.LengthOf(next.Key ?? "");
        if (!predictions.IsEmpty && predictions.Length != _state.PredictionSize)
        {
            throw new ArgumentException($"There are {predictions.Length} elements for predictions of {_state.PredictionSize}.", nameof(predictions));
        }

        var operation = next with { Sequence = _state.Sequence + 1, Previous = _state.EntryHashMemory };
        try
        {
            _tail?.Add(operation, _state.EntryHash);
            return _state.Apply(operation, predictions);
        }
        catch (Exception exception) when (_tail is not null)
        {
            throw _tail.Fault(exception);
        }
    }

    private StreamUpdate Known(in Operation operation, Span<float> predictions)
    {
        if (!predictions.IsEmpty)
        {
            _state.Check(operation with { Kind = OperationKind.Learn });
            _state.Predict(operation.Rows.Span, predictions);
        }

        return new(0, true, false, UpdateResult.Without(UpdateVerdict.Skipped, UpdateReason.None));
    }

    private UpdateResult ResultOf(OperationKind kind)
    {
        if (kind is not (OperationKind.Observe or OperationKind.Learn or OperationKind.Await or OperationKind.Tell))
        {
            return UpdateResult.Without(UpdateVerdict.Skipped, UpdateReason.None);
        }

        return _state.Results[^1];
    }

    /// <summary>The present moment, never before that of the last operation.</summary>
    private DateTime Now()
    {
        var now = _options.TimeProvider.GetUtcNow().UtcDateTime;
        return now > _state.Time ? now : _state.Time;
    }

    private ReadOnlyMemory<StreamRow> One(in RowContext context, ReadOnlySpan<float> input, float label)
    {
        RequireOne();
        if (_input.Length != input.Length)
        {
            _input = new float[input.Length];
        }

        input.CopyTo(_input);
        _row[0] = new(_input, label, context);
        return _row;
    }
}
