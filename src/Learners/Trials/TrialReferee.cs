using AdaptiveML.Online;

namespace AdaptiveML.Learners.Trials;

/// <summary>
/// Decides who answers. Each of the others is compared with the one that answers, by a test of its own at an even share of the level; who passes takes its
/// place, of several the one that erred least of late, and all tests begin anew.
/// </summary>
internal sealed class TrialReferee
{
    private const int KeptChanges = 64;

    private readonly TrialRules _rules;
    private readonly string[] _names;
    private readonly Field _reign;
    private readonly Field _records;
    private readonly Field _pairs;
    private readonly Field _challenges;
    private readonly Field _changes;

    /// <param name="rules">The rules.</param>
    /// <param name="parameters">The layout that the referee's fields are added to.</param>
    public TrialReferee(TrialRules rules, Layout parameters)
    {
        (_rules, _names) = (rules, TrialContestants.Of(rules));
        _reign = parameters.AddStruct<Reign, double>("reign");
        _records = parameters.AddStructs<ContestantRecord, double>("contestants", Count);
        _pairs = parameters.AddStructs<PairDifference, double>("pairs", Math.Max(1, Count * (Count - 1) / 2));
        _challenges = parameters.AddStructs<Challenge, double>("challenges", Count);
        _changes = parameters.AddStructs<Change, double>("changes", KeptChanges);
        RequireSaved(parameters);
    }

    /// <summary>Models, and the plain method.</summary>
    public int Count => _names.Length;

    /// <summary>Their names.</summary>
    public IReadOnlyList<string> Names => _names;

    private bool HasOthers => Count > 1;

    /// <summary>Who answers: its place among the contestants.</summary>
    public int Leader(LearnerMemory memory) => (int)Of(memory).Leader;

    /// <summary>Labels that were judged.</summary>
    public long Rows(LearnerMemory memory) => (long)Of(memory).Rows;

    /// <summary>How a contestant has done.</summary>
    public ContestantRecord Record(LearnerMemory memory, int contestant) => memory.Parameters.Refs<ContestantRecord>(_records)[contestant];

    /// <summary>The share of what it needs to answer that a contestant has, as wealth; 1 for the one that answers.</summary>
    public double Evidence(LearnerMemory memory, int contestant) =>
        contestant == Leader(memory) ? 1 : Math.Min(1, memory.Parameters.Refs<Challenge>(_challenges)[contestant].Wealth / Needed);

    /// <summary>The last changes, the oldest first; at most 64.</summary>
    public IReadOnlyList<TrialChange> Changes(LearnerMemory memory)
    {
        long count = (long)Of(memory).Changes;
        var all = memory.Parameters.Refs<Change>(_changes);
        var kept = new List<TrialChange>();
        for (long i = Math.Max(0, count - KeptChanges); i < count; i++)
        {
            var change = all[(int)(i % KeptChanges)];
            kept.Add(new((long)change.Row, _names[(int)change.From], _names[(int)change.To], (TrialChangeCause)(int)change.Cause));
        }

        return kept;
    }

    /// <summary>Judges a row.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="losses">The loss of each contestant; NaN where it had no answer.</param>
    public void Judge(LearnerMemory memory, ReadOnlySpan<double> losses)
    {
        ref var reign = ref Of(memory);
        reign.Rows++;
        reign.Since++;
        int leader = (int)reign.Leader;
        var records = memory.Parameters.Refs<ContestantRecord>(_records);
        for (int i = 0; i < losses.Length; i++)
        {
            records[i].Take(losses[i], i == leader);
        }

        bool isOver = reign.Rows > _rules.MaximumRows;
        var challenges = memory.Parameters.Refs<Challenge>(_challenges);
        var pairs = memory.Parameters.Refs<PairDifference>(_pairs);
        int pair = 0;
        for (int i = 0; i < Count; i++)
        {
            for (int j = i + 1; j < Count; j++, pair++)
            {
                double difference = pairs[pair].Take(losses[i], losses[j]);
                if ((i == leader || j == leader) && pairs[pair].Rows > _rules.WarmUp && !isOver)
                {
                    challenges[i == leader ? j : i].Take(i == leader ? difference : -difference, pairs[pair].BlockLength);
                }
            }
        }

        if (HasOthers && !isOver)
        {
            Decide(memory, ref reign);
        }
    }

    private void RequireSaved(Layout parameters)
    {
        parameters.RequireStructs<Reign>(
            _reign,
            reign => FieldRules.IsIndex(reign.Leader, Count) && FieldRules.IsCount(reign.Since)
                && FieldRules.IsCount(reign.Rows) && FieldRules.IsCount(reign.Changes),
            "who answers, and for how long");
        parameters.RequireStructs<ContestantRecord>(_records, static record => record.IsCounted, "what was counted of a contestant");
        parameters.RequireStructs<PairDifference>(_pairs, static pair => pair.IsMeasured, "the differences of a pair");
        parameters.RequireStructs<Challenge>(_challenges, static challenge => challenge.IsCounted, "a challenge");
        parameters.RequireStructs<Change>(
            _changes,
            change => FieldRules.IsIndex(change.From, Count) && FieldRules.IsIndex(change.To, Count) && FieldRules.IsCount(change.Row)
                && FieldRules.IsIndex(change.Cause, 1 + (int)TrialChangeCause.Broken),
            "a change of who answers");
    }

    private double Needed => (Count - 1) / _rules.Level;

    private ref Reign Of(LearnerMemory memory) => ref memory.Parameters.Ref<Reign>(_reign);

    private void Decide(LearnerMemory memory, ref Reign reign)
    {
        int best = -1;
        var cause = default(TrialChangeCause);
        var challenges = memory.Parameters.Refs<Challenge>(_challenges);
        for (int i = 0; i < Count; i++)
        {
            var found = i == (int)reign.Leader ? default
                : challenges[i].ShowsBreak(Count - 1) ? TrialChangeCause.Broken
                : challenges[i].Wealth >= Needed && reign.Since > _rules.MinimumReign ? TrialChangeCause.Better
                : default;
            if (found != default && (best < 0 || Record(memory, i).RecentLoss < Record(memory, best).RecentLoss))
            {
                (best, cause) = (i, found);
            }
        }

        if (best >= 0)
        {
            memory.Parameters.Refs<Change>(_changes)[(int)((long)reign.Changes % KeptChanges)] =
                new() { Row = reign.Rows, From = reign.Leader, To = best, Cause = (int)cause };
            reign = new() { Leader = best, Rows = reign.Rows, Changes = reign.Changes + 1 };
            challenges.Clear();
        }
    }

    private struct Reign
    {
        public double Leader;
        public double Since;
        public double Rows;
        public double Changes;
    }

    private struct Change
    {
        public double Row;
        public double From;
        public double To;
        public double Cause;
    }
}
