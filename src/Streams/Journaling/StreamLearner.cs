using AdaptiveML.Online;

namespace AdaptiveML.Streams;

/// <summary>
/// The learners of a stream, in the order in which a row comes to them, with the rows whose labels are still to come; and the journal of what happens to them,
/// if they have a store. One thread at a time.
/// </summary>
/// <remarks>
/// <para>An operation (<see cref="LearnRows"/>, Observe, Await, Tell, …) is applied at once, to the learners in
/// memory. <see cref="CommitAsync"/> ends when all that was applied before is in the journal for good: acknowledge to a source what has been committed. One
/// commit for several operations costs little more than for one.</para>
/// <para>What a stream becomes is a pure function of what it was and of the operation: snapshot and journal give the same learners, bit for bit, in another
/// process, on another processor. An operation with the offset of its source is applied once, however often it comes.</para>
/// <para>If a commit fails, or finds that somebody else has written to the stream, the stream is faulted: every further call throws
/// <see cref="StreamFaultException"/> until it is opened again.</para>
/// </remarks>
public sealed partial class StreamLearner : IAsyncDisposable
{
    private readonly StreamLearnerOptions _options;
    private readonly ILearnerStore? _store;
    private readonly string _stream;
    private readonly LearnerFormat? _format;
    private readonly JournalTail? _tail;
    private readonly StreamRow[] _row = new StreamRow[1];
    private readonly float[] _label = new float[1];
    private StreamState _state;
    private float[] _input = [];
    private long _snapshotAt;
    private long _markAt;

    /// <summary>A stream without a journal.</summary>
    /// <param name="learners">Its learners, which are its own from here on; each has one target or none.</param>
    /// <param name="options">How labels are waited for; what concerns the journal is not read.</param>
    /// <exception cref="ArgumentException">There is no learner, more than 64, or one with several targets.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public StreamLearner(IReadOnlyList<IOnlineLearner<float>> learners, StreamLearnerOptions? options = null)
        : this(Begin(learners, options ??= new()), options)
    {
    }

    private StreamLearner(StreamState state, StreamLearnerOptions options) => (_state, _options, _stream) = (state, options, "");

    private StreamLearner(ILearnerStore store, string stream, LearnerFormat format, StreamLearnerOptions options, StreamState state, long snapshotAt)
    {
        (_store, _stream, _format, _options, _state, _snapshotAt) = (store, stream, format, options, state, snapshotAt);
        (_tail, _markAt) = (new(store, stream, state.Sequence), state.Sequence);
    }

    /// <summary>Number of learners.</summary>
    public int LearnerCount => _state.Learners.Count;

    /// <summary>The last operation that was applied; 0 where there was none.</summary>
    public long Sequence => _state.Sequence;

    /// <summary>The last operation that is in the journal for good; of a stream without a journal, 0.</summary>
    public long CommittedSequence => _tail?.Durable ?? 0;

    /// <summary>The largest offset of an operation that was applied; null where there was none.</summary>
    public long? LastOffset => _state.LastOffset < 0 ? null : _state.LastOffset;

    /// <summary>Whether the stream has to be opened again.</summary>
    public bool IsFaulted => _tail?.IsFaulted ?? false;

    /// <summary>Rows that wait for their labels, at the learner that waits for most.</summary>
    public int PendingLabels => _state.Learners.Max(static learner => learner.Pending);

    /// <summary>Labels that were given up since this object was made, at the learner that has given up most.</summary>
    public long ExpiredLabels => _state.Learners.Max(static learner => learner.Expired);

    /// <summary>Elements of the predictions of all learners. It grows with a class that is opened.</summary>
    public int PredictionSize => _state.PredictionSize;

    /// <summary>
    /// What became of the last row, or of the row whose label was told last, at each learner; of a learner that the label did not concern, skipped. Overwritten
    /// by the next operation.
    /// </summary>
    public ReadOnlySpan<UpdateResult> Results => _state.Results;

    /// <summary>
    /// Opens a stream: its newest snapshot, and every operation behind it. One that is not stored yet begins with learners that are made for it, and is stored.
    /// </summary>
    /// <param name="store">The store, which stays the caller's.</param>
    /// <param name="stream">The stream's name, <see cref="StreamName"/>.</param>
    /// <param name="initial">Makes the learners of a stream that is not stored yet, each with one target or none.</param>
    /// <param name="format">How learners are written and read.</param>
    /// <param name="options">How to keep the journal and to wait for labels.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="InvalidDataException">
    /// What is stored is damaged, does not fit together, or was begun for another <see cref="StreamLearnerOptions.Owner"/>.
    /// </exception>
    /// <exception cref="InvalidOperationException">A row behind the newest snapshot was journalled as its hash only.</exception>
    /// <exception cref="IOException">The store cannot be reached.</exception>
    public static async ValueTask<StreamLearner> OpenAsync(
        ILearnerStore store,
        string stream,
        Func<IReadOnlyList<IOnlineLearner<float>>> initial,
        LearnerFormat format,
        StreamLearnerOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(initial);
        ArgumentNullException.ThrowIfNull(format);
        StreamName.Validate(stream);
        options ??= new();
        options.Validate();
        var contents = await store.FindAsync(stream, cancellationToken).ConfigureAwait(false);
        if (contents is { Head: 0, Snapshots.Count: 0 })
        {
            var state = Begin(initial(), options);
            if (await store.SaveSnapshotAsync(stream, new(0, StreamStateCodec.Save(state, format)), cancellationToken).ConfigureAwait(false))
            {
                return new(store, stream, format, options, state, snapshotAt: 0);
            }

            contents = await store.FindAsync(stream, cancellationToken).ConfigureAwait(false);
        }

        var present = await new Replayer(store, stream, format).StateAtAsync(contents.Head, cancellationToken).ConfigureAwait(false);
        if (present.Owner != options.Owner)
        {
            throw new InvalidDataException(
                $"The stream '{stream}' was begun for '{present.Owner}', not for '{options.Owner}'. Open it with what it was begun with, or begin another.");
        }

        return new(store, stream, format, options, present, contents.Snapshots[^1]);
    }

    /// <summary>The classes that a learner has opened since the stream began, in the order of their indices.</summary>
    /// <param name="learner">The learner, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such learner.</exception>
    public IReadOnlyList<string> OpenedClasses(int learner)
    {
        CheckLearner(learner);
        return _state.OpenedClasses(learner);
    }

    /// <summary>What the rows to come may change at a learner.</summary>
    /// <param name="learner">The learner, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such learner.</exception>
    public UpdateMode Mode(int learner) => Late(learner).Mode;

    /// <summary>How often a learner gave each verdict, on the rows that it has come to.</summary>
    /// <param name="learner">The learner, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such learner.</exception>
    public UpdateCounts Counts(int learner) => Late(learner).Counts;

    /// <summary>A learner as it is now, to be used elsewhere: as if all labels that are missing had been given up.</summary>
    /// <param name="learner">The learner, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such learner.</exception>
    public IOnlineLearner<float> ToLearner(int learner = 0) => Late(learner).ToLearner();

    /// <summary>SHA-256 of the memories of the learners, which have learnt all labels that have come. Equal streams have equal hashes.</summary>
    public byte[] Hash() => _state.Hash();

    /// <summary>Predicts a row that comes after all others, at one learner. Pure.</summary>
    /// <param name="learner">The learner, from 0.</param>
    /// <param name="context">Whose row it is.</param>
    /// <param name="input">The row; as many elements as the learner's inputs.</param>
    /// <param name="prediction">Receives as many elements as the learner's outputs; NaN where the input cannot be used.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such learner.</exception>
    /// <exception cref="ArgumentException">A size is wrong.</exception>
    public void Predict(int learner, in RowContext context, ReadOnlySpan<float> input, Span<float> prediction)
    {
        ThrowIfFaulted();
        Late(learner).Predict(context, input, prediction);
    }

    /// <summary>Predicts a row of the one sequence that there is, at the one learner that there is. Pure.</summary>
    /// <param name="input">The row.</param>
    /// <param name="prediction">Receives the prediction.</param>
    /// <exception cref="InvalidOperationException">The stream has several learners.</exception>
    /// <exception cref="ArgumentException">A size is wrong.</exception>
    public void Predict(ReadOnlySpan<float> input, Span<float> prediction)
    {
        RequireOne();
        Predict(0, default, input, prediction);
    }

    /// <summary>Closes the stream. What was not committed is not in the journal.</summary>
    public ValueTask DisposeAsync()
    {
        Close();
        return default;
    }

    /// <summary>The same.</summary>
    internal void Close() => _tail?.Fault(new ObjectDisposedException(nameof(StreamLearner)));

    private static StreamState Begin(IReadOnlyList<IOnlineLearner<float>> learners, StreamLearnerOptions options)
    {
        ArgumentNullException.ThrowIfNull(learners);
        options.Validate();
        return new(learners, options.PendingLabels, options.Owner);
    }

    /// <summary>A learner with the rows that wait; another one after a rewind.</summary>
    internal LateLabelLearner Late(int learner)
    {
        CheckLearner(learner);
        return _state.Learners[learner];
    }

    private void CheckLearner(int learner)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(learner);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(learner, _state.Learners.Count);
    }

    private void RequireOne()
    {
        if (_state.Learners.Count != 1)
        {
            throw new InvalidOperationException($"The stream has {_state.Learners.Count} learners; name a row for each.");
        }
    }

    private void ThrowIfFaulted() => _tail?.ThrowIfFaulted();
}
