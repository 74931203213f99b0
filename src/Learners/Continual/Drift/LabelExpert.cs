using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// Looks at the classes alone: how frequent each was lately, and how often the class of a row was that of the row before.
/// <code>
/// f ← f + α (1[c = y] − f)      r ← r + α (1[y = y′] − r)      P(y′) = r, the others by f      or P = f alone
/// </code>
/// </summary>
internal sealed class LabelExpert : StreamExpert
{
    private readonly Field _frequencies;
    private readonly Field _track;
    private readonly int _classes;
    private readonly double _rate;
    private readonly bool _repeats;

    /// <summary>Adds the fields.</summary>
    /// <param name="name">Begins the fields' names.</param>
    /// <param name="halfLife">Rows after which a row counts half.</param>
    /// <param name="repeats">Whether the class of the row before is looked at.</param>
    /// <param name="shape">What they depend on, and where to.</param>
    public LabelExpert(string name, double halfLife, bool repeats, StreamShape shape)
    {
        (_rate, _repeats) = (HalfLife.Rate(halfLife), repeats);
        _frequencies = shape.State.Add<double>(name + ".frequencies", shape.Room);
        _track = shape.State.AddStruct<LabelTrack, double>(name + ".track");
        _classes = shape.Classes;
    }

    /// <inheritdoc/>
    public override void Check(FlatBuffer state)
    {
        ref readonly var track = ref state.Ref<LabelTrack>(_track);
        FieldRules.Fit(FieldRules.IsIndex(track.Last, _classes) && FieldRules.IsCount(track.Seen), _track, "a class, and rows that were counted");
    }

    /// <inheritdoc/>
    public override void Begin(LearnerMemory memory)
    {
        memory.State.View<double>(_frequencies).Clear();
        Track(memory) = default;
    }

    /// <inheritdoc/>
    public override void Predict(LearnerMemory memory, ReadOnlySpan<double> input, Span<double> probabilities)
    {
        ref readonly var track = ref Track(memory);
        memory.State.View<double>(_frequencies)[..probabilities.Length].CopyTo(probabilities);
        if (!_repeats || track.Seen == 0)
        {
            return;
        }

        int last = (int)track.Last;
        double others = 1 - probabilities[last];
        for (int c = 0; c < probabilities.Length; c++)
        {
            probabilities[c] = c == last ? track.Repeated : others > 0 ? probabilities[c] * (1 - track.Repeated) / others : 0;
        }
    }

    /// <inheritdoc/>
    public override void Learn(LearnerMemory memory, ReadOnlySpan<double> input, int label, double weight)
    {
        ref var track = ref Track(memory);
        double rate = Math.Max(_rate, 1 / (track.Seen + 1));
        var frequencies = memory.State.View<double>(_frequencies);
        for (int c = 0; c < frequencies.Length; c++)
        {
            frequencies[c] += rate * ((c == label ? 1 : 0) - frequencies[c]);
        }

        track.Repeated += track.Seen > 0 ? rate * ((label == (int)track.Last ? 1 : 0) - track.Repeated) : 0.5;
        (track.Last, track.Seen) = (label, track.Seen + 1);
    }

    private ref LabelTrack Track(LearnerMemory memory) => ref memory.State.Ref<LabelTrack>(_track);

    /// <summary>The class of the last row, how often a class was the last one's, and the rows seen.</summary>
    private struct LabelTrack
    {
        public double Last;
        public double Repeated;
        public double Seen;
    }
}
