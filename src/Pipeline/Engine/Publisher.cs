using System.Diagnostics;

namespace AdaptiveML.Pipeline;

/// <summary>
/// Hands what an engine's learners are from the one that writes to many that read: a copy, exchanged by one reference. Readers never wait. The copies are
/// used again once their last reader has gone.
/// </summary>
/// <param name="stages">The engine's stages. All but <see cref="Read"/> is for the writer, or for whoever holds its lock.</param>
/// <param name="interval">The least time from one publication to the next.</param>
internal sealed class Publisher(StageBinding[] stages, TimeSpan interval)
{
    /// <summary>Copying takes one part in this of the writer's time at most.</summary>
    private const long Share = 20;

    private readonly List<Publication> _copies = [];
    private readonly long _interval = (long)(interval.TotalSeconds * Stopwatch.Frequency);
    private Publication _published = new(stages) { Made = Stopwatch.GetTimestamp() };
    private long _version;
    private long _cost;
    private bool _isWanted;

    /// <summary>How many rows and labels had been taken when the learners were published last.</summary>
    public long Published => Volatile.Read(ref _published).Version;

    /// <summary>How many have been taken since.</summary>
    public long Staleness => Volatile.Read(ref _version) - Published;

    /// <summary>Whether something is to be published that may be.</summary>
    public bool IsDue => Staleness > 0
        && Stopwatch.GetTimestamp() - Volatile.Read(ref _published).Made >= Math.Max(_interval, Share * Volatile.Read(ref _cost));

    /// <summary>A reader that could not publish what is due asks the writer to.</summary>
    public void Ask() => Volatile.Write(ref _isWanted, true);

    /// <summary>The learners have taken a row or a label.</summary>
    /// <returns>How many they have.</returns>
    public long Count()
    {
        Volatile.Write(ref _version, _version + 1);
        if (Volatile.Read(ref _isWanted))
        {
            Publish();
        }

        return _version;
    }

    /// <summary>Publishes what the learners are now.</summary>
    public void Publish()
    {
        long begun = Stopwatch.GetTimestamp();
        Volatile.Write(ref _isWanted, false);
        var copy = _copies.Find(each => each != _published && each.IsFree);
        if (copy is null)
        {
            copy = new(stages);
            _copies.Add(copy);
        }
        else
        {
            copy.CopyFrom(stages);
        }

        long made = Stopwatch.GetTimestamp();
        (copy.Version, copy.Made) = (_version, made);
        Volatile.Write(ref _cost, made - begun);
        Interlocked.Exchange(ref _published, copy);
    }

    /// <summary>What was published last; the reader must leave it.</summary>
    public Publication Read()
    {
        while (true)
        {
            var published = Volatile.Read(ref _published);
            published.Enter();
            if (published == Volatile.Read(ref _published))
            {
                return published;
            }

            published.Leave();
        }
    }
}
