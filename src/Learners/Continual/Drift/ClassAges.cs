using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// How long ago a row of each class was learnt: what forgets is not asked about a class that it has not seen of late.
/// <code>
/// trust = 2^(−n / max(200, 20 m)); 0 of a class that never came      n: rows since its last one      m: its usual gap, a running mean
/// </code>
/// </summary>
internal sealed class ClassAges
{
    private const double Shortest = 200, Gaps = 20, GapRate = 0.1;

    private readonly Field _lastSeen;
    private readonly Field _gaps;
    private readonly Field _rows;

    /// <summary>Adds the fields.</summary>
    public ClassAges(string name, StreamShape shape)
    {
        _lastSeen = shape.State.Add<long>(name + ".last_seen", shape.Room);
        _gaps = shape.State.Add<double>(name + ".gaps", shape.Room);
        _rows = shape.State.Add<long>(name + ".rows", 1);
        shape.State.RequireCounts(_lastSeen);
        shape.State.Require(_gaps, 0.0, FieldRules.Most);
        shape.State.RequireCounts(_rows);
    }

    /// <summary>Begins with no class seen.</summary>
    public void Begin(LearnerMemory memory)
    {
        memory.State.View<long>(_lastSeen).Clear();
        memory.State.View<double>(_gaps).Clear();
        memory.State.View<long>(_rows).Clear();
    }

    /// <summary>Takes a row in.</summary>
    public void Learn(LearnerMemory memory, int label)
    {
        long row = ++memory.State.View<long>(_rows)[0];
        ref long seen = ref memory.State.View<long>(_lastSeen)[label];
        ref double gap = ref memory.State.View<double>(_gaps)[label];
        gap += seen > 0 ? GapRate * (row - seen - gap) : 0;
        seen = row;
    }

    /// <summary>The trust in what forgets, from 0 to 1, about a row that may be of a class; 0 where the learner names none, −1.</summary>
    public double Trust(LearnerMemory memory, int label)
    {
        if (label < 0)
        {
            return 0;
        }

        long seen = memory.State.View<long>(_lastSeen)[label], since = memory.State.View<long>(_rows)[0] - seen;
        return seen == 0 ? 0 : 1 - HalfLife.Rate(Math.Max(Shortest, Gaps * memory.State.View<double>(_gaps)[label]) / Math.Max(since, 1));
    }
}
