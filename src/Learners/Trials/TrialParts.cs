using AdaptiveML.Online;

namespace AdaptiveML.Learners.Trials;

/// <summary>What a trial is made of, and where each part lies.</summary>
internal sealed class TrialParts
{
    private readonly LabelVotes _votes;
    private readonly Field _last;

    public TrialParts(TrialRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        rules.Validate();
        Rules = rules;
        Referee = new(rules, Parameters);
        _votes = new(State);
        _last = Sequence.AddStruct<LastLabel, double>("last_label");
        Output = PredictionLayout.Score(1)
            .Append(TrialOutputs.AnsweredBy, Referee.Names)
            .Append(TrialOutputs.Evidence, Referee.Names)
            .Append(PredictionNames.Alarm, 1);
    }

    public TrialRules Rules { get; }

    public TrialReferee Referee { get; }

    public PredictionLayout Output { get; }

    /// <summary>Who answers, and what is known of each.</summary>
    public Layout Parameters { get; } = new();

    /// <summary>The labels' votes.</summary>
    public Layout State { get; } = new();

    /// <summary>A sequence's last label.</summary>
    public Layout Sequence { get; } = new();

    /// <summary>The answer of the plain method; NaN before the first label.</summary>
    public double Baseline(LearnerMemory memory)
    {
        if (Rules.Baseline == TrialBaseline.Majority)
        {
            return _votes.Majority(memory);
        }

        ref readonly var last = ref memory.Sequence.Ref<LastLabel>(_last);
        return last.IsKnown == 1 ? last.Value : double.NaN;
    }

    /// <summary>Takes a label in.</summary>
    public void Remember(LearnerMemory memory, double label)
    {
        memory.Sequence.Ref<LastLabel>(_last) = new() { Value = label, IsKnown = 1 };
        if (Rules.Baseline == TrialBaseline.Majority)
        {
            _votes.Take(memory, label);
        }
    }

    private struct LastLabel
    {
        public double Value;
        public double IsKnown;
    }
}
