using System.Security.Cryptography;
using AdaptiveML.Online;

namespace AdaptiveML.Streams;

/// <summary>What a stream is: its learners with the rows that wait, and where it stands. It changes by operations alone, and reads no clock.</summary>
internal sealed partial class StreamState
{
    private readonly LateLabelLearner[] _learners;
    private readonly UpdateResult[] _results;
    private readonly List<string>[] _openedClasses;
    private readonly byte[] _entryHash = new byte[Operation.HashLength];
    private readonly float[] _target = new float[1];
    private float[] _unread = [];

    /// <summary>A stream of learners at its beginning.</summary>
    /// <param name="learners">The learners, which are the stream's own from here on.</param>
    /// <param name="capacity">Most rows that wait for their labels.</param>
    /// <param name="owner">What they belong to.</param>
    /// <exception cref="ArgumentException">There are too many or none, or one has more than one target.</exception>
    public StreamState(IReadOnlyList<IOnlineLearner<float>> learners, int capacity, string owner)
    {
        ArgumentNullException.ThrowIfNull(learners);
        if (learners.Count is 0 or > Operation.MaximumLearners)
        {
            throw new ArgumentException($"A stream has 1 to {Operation.MaximumLearners} learners, not {learners.Count}.", nameof(learners));
        }

        if (learners.FirstOrDefault(learner => learner.TargetSize > 1) is { } wide)
        {
            throw new ArgumentException($"A learner with {wide.TargetSize} targets cannot be driven by a stream; it takes one or none.", nameof(learners));
        }

        (Capacity, Owner) = (capacity, owner);
        _learners = [.. learners.Select(learner => new LateLabelLearner(learner, new(capacity, () => Time.Ticks)))];
        _results = new UpdateResult[learners.Count];
        _openedClasses = [.. learners.Select(_ => new List<string>())];
    }

    /// <summary>The learners, in the order in which a row comes to them.</summary>
    public IReadOnlyList<LateLabelLearner> Learners => _learners;

    /// <summary>Most rows that wait for their labels.</summary>
    public int Capacity { get; }

    /// <summary>What the learners belong to.</summary>
    public string Owner { get; }

    /// <summary>The last operation; 0 at the beginning.</summary>
    public long Sequence { get; private set; }

    /// <summary>The last offset of a source; −1 where there was none.</summary>
    public long LastOffset { get; private set; } = -1;

    /// <summary>When the last operation was, in UTC.</summary>
    public DateTime Time { get; private set; } = new(0, DateTimeKind.Utc);

    /// <summary>SHA-256 of the last entry of the journal; zeros before the first. The entry's writer and its readers set it.</summary>
    public Span<byte> EntryHash => _entryHash;

    /// <summary>The same, as an operation names it.</summary>
    public ReadOnlyMemory<byte> EntryHashMemory => _entryHash;

    /// <summary>What became of the last row, or of the row whose label was told last, at each learner.</summary>
    public ReadOnlySpan<UpdateResult> Results => _results;

    /// <summary>Elements of the predictions of all learners.</summary>
    public int PredictionSize
    {
        get
        {
            int size = 0;
            foreach (var learner in _learners)
            {
                size += learner.Latest.OutputSize;
            }

            return size;
        }
    }

    /// <summary>When the oldest row came whose label is missing, in ticks of UTC, or null where none is.</summary>
    public long? OldestArrival
    {
        get
        {
            long? oldest = null;
            foreach (var learner in _learners)
            {
                oldest = learner.OldestArrival is { } arrival && !(oldest <= arrival) ? arrival : oldest;
            }

            return oldest;
        }
    }

    /// <summary>The classes that a learner has opened, in their order.</summary>
    public IReadOnlyList<string> OpenedClasses(int learner) => _openedClasses[learner];

    /// <summary>SHA-256 of the memories of the learners that have learnt all labels that have come.</summary>
    public byte[] Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var learner in _learners)
        {
            hash.AppendData(learner.Latest.Memory.Hash());
        }

        return hash.GetHashAndReset();
    }

    /// <summary>Predicts a row at all learners. Pure.</summary>
    /// <param name="rows">What each learner gets.</param>
    /// <param name="predictions">Receives the predictions, one behind the other.</param>
    public void Predict(ReadOnlySpan<StreamRow> rows, Span<float> predictions)
    {
        for (int i = 0; i < _learners.Length; i++)
        {
            int size = _learners[i].Latest.OutputSize;
            _learners[i].Predict(rows[i].Context, rows[i].Input.Span, predictions[..size]);
            predictions = predictions[size..];
        }
    }
}
