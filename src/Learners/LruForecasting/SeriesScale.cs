using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.LruForecasting;

/// <summary>
/// The present row of a sequence, seen through running scales that drift with the data.
/// <code>
/// r = y − offset      z = clamp((r − m) / σ)      d = clamp((r − r′) / (√(π/2) c))      c ← c + α (|r − r′| − c)      g ← g + α (r − r′ − g)
/// </code>
/// </summary>
/// <remarks>
/// Offset, m, σ and α are a <see cref="LevelTrack"/>'s. In the place of a value that is missing, or not believed, stands what was expected of a series, and the
/// last value of an input; c and g learn nothing from it.
/// </remarks>
internal sealed class SeriesScale
{
    private const double Clip = 4, WidestKept = 0.999;
    private const double AbsoluteToStandard = 1.2533141373155003;
    private const double SmallestRelative = 1e-6;

    private readonly LevelTrack _track;
    private readonly int _series;
    private readonly double _widest;
    private readonly Field _levels;
    private readonly Field _steps;
    private readonly Field _rows;
    private readonly LevelState[] _nextLevels;
    private readonly StepState[] _nextSteps;

    /// <summary>Adds the fields to <paramref name="sequence"/>.</summary>
    /// <param name="sequence">Where to.</param>
    /// <param name="inputs">Values of a row.</param>
    /// <param name="series">The first of them, which are forecast.</param>
    /// <param name="options">Half-life and limit.</param>
    public SeriesScale(Layout sequence, int inputs, int series, LruForecasterOptions options)
    {
        (_series, _widest) = (series, options.Unit.Update.Gate.WinsorizeLimit ?? Clip);
        _track = new(options.HalfLife, options.Unit.Update.Gate.WinsorizeLimit, options.ReadyRows);
        _levels = sequence.Add<double>("scale.levels", inputs, Unsafe.SizeOf<LevelState>() / sizeof(double));
        _steps = sequence.Add<double>("scale.steps", inputs, Unsafe.SizeOf<StepState>() / sizeof(double));
        _rows = sequence.Add<long>("scale.rows", 1);
        sequence.RequireStructs<LevelState>(_levels, static value => value.HasCounts, "levels of rows that were counted");
        sequence.RequireStructs<StepState>(_steps, static value => value.IsPossible, "steps that were counted, and their sizes");
        sequence.RequireCounts(_rows);
        (_nextLevels, _nextSteps) = (new LevelState[inputs], new StepState[inputs]);
        (Raw, Values, Hedges, Deviations) = (new double[inputs], new double[inputs], new double[inputs], new double[inputs]);
        (Starts, Units, Levels) = (new double[inputs], new double[inputs], new double[inputs]);
        (Scores, Changes, Qualities) = (new double[inputs], new double[inputs], new InputQuality[inputs]);
    }

    /// <summary>The present row, as it came in; NaN where a value is missing, or is a code for that.</summary>
    public double[] Raw { get; }

    /// <summary>r.</summary>
    public double[] Values { get; }

    /// <summary>The offsets.</summary>
    public double[] Levels { get; }

    /// <summary>What is to be added to a forecast of r.</summary>
    public double[] Hedges { get; }

    /// <summary>The present row as the last value is forecast: as it came in, and where it is missing or not believed, r with its hedge.</summary>
    public double[] Starts { get; }

    /// <summary>Units of intervals: c, and a little where all is still; 0 before the second value.</summary>
    public double[] Units { get; }

    /// <summary>σ, never 0.</summary>
    public double[] Deviations { get; }

    /// <summary>z.</summary>
    public double[] Scores { get; }

    /// <summary>d.</summary>
    public double[] Changes { get; }

    /// <summary>What was found in each value: clean, missing, or not believed. From a clean one alone readouts learn.</summary>
    public InputQuality[] Qualities { get; }

    /// <summary>Rows of the sequence so far.</summary>
    public long Rows(LearnerMemory memory) => Rows(memory.Sequence);

    /// <summary>The same of a sequence by itself.</summary>
    public long Rows(FlatBuffer sequence) => sequence.View<long>(_rows)[0];

    /// <summary>Whether a shift of a series stands that is not decided on.</summary>
    public bool IsUndecided(int series) => _nextLevels[series].Shift != 0;

    /// <summary>Whether a series is at a new level, from which nothing is learnt yet.</summary>
    public bool IsNew(int series) => LevelTrack.IsNew(_nextLevels[series]);

    /// <summary>How far the level lies from the one before, where that was in force so many rows ago; else 0.</summary>
    public double ShiftSince(int series, long rows)
    {
        ref readonly var level = ref _nextLevels[series];
        return level.EarlierSince > 0 && rows >= level.Since ? Math.Abs(level.Offset - level.Earlier) : 0;
    }

    /// <summary>Values at the level that a series has returned from in this row.</summary>
    public long Abandoned(int series) => (long)_nextLevels[series].Abandoned;

    /// <summary>Finite values of a series so far, the present one included.</summary>
    public double Count(int series) => _nextLevels[series].Count;

    /// <summary>
    /// g, shrunk by how much of it may be chance: g (1 − e² / g²), e its standard error, and 0 where that is larger; NaN before the first step.
    /// </summary>
    public double Drift(int series)
    {
        ref readonly var step = ref _nextSteps[series];
        double deviation = AbsoluteToStandard * step.Change, chance = deviation * deviation / Math.Min(step.Count, 2 / _track.SlowestRate);
        double square = step.Drift * step.Drift;
        return step.Count == 0 ? double.NaN : square > chance ? step.Drift * (1 - (chance / square)) : 0;
    }

    /// <summary>Sees a row, without changing memory.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="row">The row.</param>
    /// <param name="expected">The r that was expected of each series; NaN where nothing was.</param>
    public void Forward(LearnerMemory memory, ReadOnlySpan<double> row, ReadOnlySpan<double> expected)
    {
        LevelsIn(memory).CopyTo(_nextLevels);
        StepsIn(memory).CopyTo(_nextSteps);
        for (int i = 0; i < row.Length; i++)
        {
            ref var level = ref _nextLevels[i];
            ref var step = ref _nextSteps[i];
            Qualities[i] = i < _series
                ? _track.Update(ref level, row[i], double.IsNaN(expected[i]) ? step.Last : expected[i], out Values[i])
                : _track.TakeInput(ref level, row[i], out Values[i]);
            Raw[i] = Qualities[i] == InputQuality.Imputed ? double.NaN : row[i];
            double change = level.Count > 1 || Qualities[i] != InputQuality.Clean ? Values[i] - step.Last : 0;
            if (Qualities[i] == InputQuality.Clean && level.Count > 1)
            {
                double rate = Math.Max(1 / ++step.Count, _track.SlowestRate);
                step.Change += rate * (Math.Abs(change) - step.Change);
                step.Drift += rate * (change - step.Drift);
            }

            step.Last = Values[i];
            Levels[i] = level.Offset;
            Hedges[i] = LevelTrack.Hedge(level);
            Deviations[i] = LevelTrack.Deviation(level);
            Starts[i] = Qualities[i] == InputQuality.Clean ? Raw[i] : Values[i] + Hedges[i];
            Units[i] = step.Count > 0 ? step.Change + (SmallestRelative * Deviations[i]) : 0;
            double score = (Values[i] - level.Mean) / Deviations[i], clip = Math.Max(Clip, step.Widest);
            Scores[i] = Math.Clamp(score, -clip, clip);
            step.Widest = i < _series ? 0 : Math.Max(WidestKept * step.Widest, Math.Min(Math.Abs(score), _widest));
            Changes[i] = Math.Clamp(change / ((AbsoluteToStandard * step.Change) + (SmallestRelative * Deviations[i])), -Clip, Clip);
        }
    }

    /// <summary>Makes the row that <see cref="Forward"/> saw the last one.</summary>
    public void Commit(LearnerMemory memory)
    {
        _nextLevels.CopyTo(LevelsIn(memory));
        _nextSteps.CopyTo(StepsIn(memory));
        memory.Sequence.View<long>(_rows)[0]++;
    }

    private Span<LevelState> LevelsIn(LearnerMemory memory) => MemoryMarshal.Cast<double, LevelState>(memory.Sequence.View<double>(_levels));

    private Span<StepState> StepsIn(LearnerMemory memory) => MemoryMarshal.Cast<double, StepState>(memory.Sequence.View<double>(_steps));

    /// <summary>The steps from value to value.</summary>
    private struct StepState
    {
        /// <summary>Steps so far.</summary>
        public double Count;

        /// <summary>The last r.</summary>
        public double Last;

        /// <summary>c.</summary>
        public double Change;

        /// <summary>g.</summary>
        public double Drift;

        /// <summary>The largest |z| of an input before this row, at most the limit; older ones count less.</summary>
        public double Widest;

        /// <summary>Whether a sequence can have come to it.</summary>
        public readonly bool IsPossible => FieldRules.IsCount(Count) && !(Change < 0) && !(Widest < 0);
    }
}
