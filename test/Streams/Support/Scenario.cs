using AdaptiveML.Online;

namespace AdaptiveML.Streams.Tests;

/// <summary>Random operations of all kinds on a stream, the same for the same seed.</summary>
internal sealed class Scenario(string learners, int seed)
{
    private readonly Random _random = new(seed);
    private readonly Clock _clock = new();
    private List<string> _open = [];
    private int _keys;
    private long _offset = -1;

    public StreamLearnerOptions Options { get; init; } = new()
    {
        SnapshotEvery = 0, KeepSnapshots = 1000, MarkEvery = 7, PendingLabels = 12, LabelTimeLimit = TimeSpan.FromMinutes(20),
        Owner = learners,
    };

    public StreamLearnerOptions Timed => Options with { TimeProvider = _clock };

    private bool IsClassifier => learners.EndsWith("classifier", StringComparison.Ordinal);

    public Task<StreamLearner> OpenAsync(ILearnerStore store, string stream = "stream") =>
        StreamLearner.OpenAsync(store, stream, () => Catalogue.Create(learners), Catalogue.Format, Timed).AsTask();

    /// <summary>A random operation; now and then a Rewind. Predictions come between, which no journal holds.</summary>
    public async Task StepAsync(StreamLearner stream)
    {
        if (_random.Next(3) == 0)
        {
            Predict(stream, Rows(stream, float.NaN));
        }

        _clock.Advance(TimeSpan.FromSeconds(_random.Next(200)));
        _offset++;
        float[] unread = new float[stream.PredictionSize];
        switch (_random.Next(30))
        {
            case < 9:
                stream.LearnRows(Rows(stream, Label()), unread, _offset);
                break;
            case < 12:
                stream.ObserveRows(Rows(stream, float.NaN), _offset);
                break;
            case < 19:
                _open.Add("k" + _keys);
                stream.AwaitRows("k" + _keys++, Rows(stream, float.NaN), unread, _offset);
                break;
            case < 25:
                stream.Tell(Key(), _random.Next(6) == 0 ? float.NaN : Label(), _offset);
                break;
            case 25:
                stream.Reset(_random.Next(2) == 0 ? null : Sequence(), _offset);
                break;
            case 26:
                stream.Freeze((UpdateMode)Math.Max(0, _random.Next(5) - 2));
                break;
            case 27:
                stream.Expire(_clock.GetUtcNow().UtcDateTime - TimeSpan.FromMinutes(_random.Next(15)));
                break;
            case 28 when IsClassifier && stream.OpenedClasses(0).Count < 3:
                stream.Open(0, "class " + stream.OpenedClasses(0).Count);
                break;
            case 29 when _random.Next(3) == 0 && stream.Sequence > 0:
                await stream.RewindAsync(_random.NextInt64(Math.Max(0, stream.Sequence - 25), stream.Sequence));
                break;
        }
    }

    /// <summary>Throws unless two streams are the same: their place, their waiting rows, what they have learnt and what they predict.</summary>
    public void AssertEqual(StreamLearner expected, StreamLearner actual, string when)
    {
        Assert.AreEqual(expected.Sequence, actual.Sequence, when);
        Assert.AreEqual(expected.LastOffset, actual.LastOffset, when);
        Assert.AreEqual(expected.PendingLabels, actual.PendingLabels, when);
        CollectionAssert.AreEqual(expected.Hash(), actual.Hash(), when);
        for (int i = 0; i < expected.LearnerCount; i++)
        {
            Assert.AreEqual(expected.Mode(i), actual.Mode(i), when);
            Assert.AreEqual(expected.Counts(i), actual.Counts(i), when);
            CollectionAssert.AreEqual(expected.OpenedClasses(i).ToArray(), actual.OpenedClasses(i).ToArray(), when);
            CollectionAssert.AreEqual(expected.ToLearner(i).Memory.Hash(), actual.ToLearner(i).Memory.Hash(), when);
        }

        var probe = Rows(expected, float.NaN);
        CollectionAssert.AreEqual(Predict(expected, probe), Predict(actual, probe), when);
    }

    private static int[] Predict(StreamLearner stream, StreamRow[] rows)
    {
        var all = new List<int>();
        for (int i = 0; i < rows.Length; i++)
        {
            float[] prediction = new float[stream.ToLearner(i).OutputSize];
            stream.Predict(i, rows[i].Context, rows[i].Input.Span, prediction);
            all.AddRange(prediction.Select(BitConverter.SingleToInt32Bits));
        }

        return [.. all];
    }

    private StreamRow[] Rows(StreamLearner stream, float label)
    {
        var context = new RowContext
        {
            Sequence = Sequence(), Time = _random.Next(3) == 0 ? null : _offset, Weight = _random.Next(4) == 0 ? 0.3 : 1, EndsSequence = _random.Next(30) == 0,
        };
        return [.. Enumerable.Range(0, stream.LearnerCount).Select(i => new StreamRow(Input(stream.ToLearner(i).InputSize), label, context))];
    }

    private float[] Input(int size)
    {
        float[] input = [.. Enumerable.Range(0, size).Select(_ => _random.NextSingle())];
        if (_random.Next(25) == 0)
        {
            input[0] = float.NaN;
        }

        return input;
    }

    private string Key()
    {
        if (_open.Count == 0 || _random.Next(10) == 0)
        {
            return "nobody";
        }

        string key = _open[_random.Next(_open.Count)];
        _open = [.. _open.Where(each => each != key)];
        return key;
    }

    private float Label() => IsClassifier ? _random.Next(-1, 4) : _random.NextSingle();

    private SequenceKey Sequence() => SequenceKey.Of(_random.Next(2));
}
