using AdaptiveML.Learners.Lru;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.LruRegression;

/// <summary>The parts of a regressor. Made before its memory, since each adds its fields to the layout.</summary>
internal sealed class RegressorParts
{
    /// <summary>Share that the last value has before anything is known; the readouts share the rest.</summary>
    private const double PriorOfLastValue = 0.5;

    /// <summary>Shares of the last value and of another model's estimate as it is, where there is one.</summary>
    private const double PriorBesideBaseScore = 0.25;

    private const int LargestForProducts = 12;

    public RegressorParts(int inputSize, LruRegressorOptions options)
    {
        var update = options.Unit.Update;
        Sensors = inputSize - (options.HasBaseScore ? 1 : 0);
        Recurrence = new(Layout, Sensors + 1, options.Unit);
        Inputs = new(inputSize, update.Gate, Layout, believesLevels: true);
        Standardizer = new(inputSize, 1, Layout.State);
        InputDrift = new(Layout.State, "scale.input", Sensors, options.HalfLife);
        LabelDrift = new(Layout.State, "scale.label", 1, options.HalfLife);
        Labels = new(Layout, Sensors, options.LargestChange);
        Level = new(Layout);
        Unit = new(Layout);
        Weights = new(Layout.State);
        Features = new(Sensors, options.SeesStates ? Recurrence.Count : 0, options.Products ?? Sensors <= LargestForProducts);
        var home = StateScope.Of(Layout, options.SharesReadouts);
        int statesAt = options.SeesStates ? Features.StatesAt : -1;
        Linear = new(home, "linear", Features.LinearCount, -1, false, 0.999, options);
        Chained = new(home, "chained", Features.PlainCount, -1, true, 0.999, options);
        Plain = new(home, "plain", Features.PlainCount, -1, true, 0.995, options);
        Fast = new(home, "fast", Features.LabelAt + 1, statesAt, true, 0.999, options);
        Slow = new(home, "slow", Features.LabelAt + 1, statesAt, true, 0.9998, options);
        Free = new(home, "free", Features.LabelAt, statesAt, false, 0.999, options);
        Readouts = [Linear, Chained, Plain, Fast, Slow, Free];
        (RegressorReadout, int, double)[] scored =
            [(Plain, Features.PlainCount, 0.995), (Fast, Features.LabelAt + 1, 0.999), (Slow, Features.LabelAt + 1, 0.9998)];
        Base = options.HasBaseScore ? new(Layout, home, options, scored) : null;
        ExpertNames = Base is null ? OwnExperts : [.. OwnExperts, .. BaseScore.ExpertNames];
        Output = PredictionLayout.Score(1)
            .Append(PredictionNames.LowerBound, 1)
            .Append(PredictionNames.UpperBound, 1)
            .Append(PredictionNames.Alarm, 1)
            .Append(PredictionNames.Weights, ExpertNames);
        double[] priors = Priors();
        Mixture = new(Layout, options.SharesReadouts, priors, [.. Enumerable.Repeat(1.0, LabelAges.Count)]);
        Alarms = new(Layout.Sequence);
        LabelRepeats = new(Layout, "label.repeats", 1);
        InputRepeats = new(Layout, "input.repeats", Sensors);
        Band = new(Layout, 1, LabelAges.Count, 0, options.ConfidenceLevel, options.SharesReadouts, pools: options.SharesReadouts);
    }

    private static IReadOnlyList<string> OwnExperts { get; } = ["LastValue", "Linear", "RowByRow", "Plain", "Recurrent", "RecurrentSlow", "WithoutLastLabel"];

    /// <summary>What the combination is made of, in the order of the weights.</summary>
    public IReadOnlyList<string> ExpertNames { get; }

    /// <summary>What a prediction is made of.</summary>
    public PredictionLayout Output { get; }

    public MachineLayout<double> Layout { get; } = new();

    /// <summary>Elements of an input without another model's estimate, which is its last where there is one.</summary>
    public int Sensors { get; }

    public TrainedRecurrence Recurrence { get; }

    public InputGuard<double> Inputs { get; }

    public Standardizer<double> Standardizer { get; }

    /// <summary>Through which inputs are seen.</summary>
    public DriftingScale InputDrift { get; }

    /// <summary>Through which labels are seen.</summary>
    public DriftingScale LabelDrift { get; }

    public LabelTrack Labels { get; }

    public LabelLevel Level { get; }

    public LabelUnit Unit { get; }

    public RelativeWeights Weights { get; }

    public RegressorFeatures Features { get; }

    /// <summary>Sees the inputs in the scale of the fit, and the last label.</summary>
    public RegressorReadout Linear { get; }

    /// <summary>Like <see cref="Plain"/>, but goes from row to row: where the row before had no label, its own estimate takes its place.</summary>
    public RegressorReadout Chained { get; }

    /// <summary>Sees the inputs, their squares and the last label.</summary>
    public RegressorReadout Plain { get; }

    /// <summary>Sees everything.</summary>
    public RegressorReadout Fast { get; }

    /// <summary>Sees everything, and forgets slowly.</summary>
    public RegressorReadout Slow { get; }

    /// <summary>Sees everything but the last label.</summary>
    public RegressorReadout Free { get; }

    public RegressorReadout[] Readouts { get; }

    /// <summary>Another model's estimate, or null where none comes with the rows.</summary>
    public BaseScore? Base { get; }

    /// <summary>Weighs the last value, the readouts and the other model's estimates, in this order.</summary>
    public ExpertMixture Mixture { get; }

    public ConformalBands Band { get; }

    public RepeatTrack<double> LabelRepeats { get; }

    public RepeatTrack<double> InputRepeats { get; }

    public AlarmTrack Alarms { get; }

    /// <summary>Sets up a fresh memory.</summary>
    public void Initialize(LearnerMemory memory)
    {
        Recurrence.Initialize(memory);
        Inputs.Initialize(memory);
        Standardizer.Initialize(memory);
        InputDrift.Initialize(memory);
        LabelDrift.Initialize(memory);
        Array.ForEach(Readouts, readout => readout.Initialize(memory));
        Base?.Initialize(memory);
        Mixture.Initialize(memory);
        Band.Initialize(memory);
    }

    private double[] Priors()
    {
        if (Base is null)
        {
            return [PriorOfLastValue, .. Readouts.Select(_ => (1 - PriorOfLastValue) / Readouts.Length)];
        }

        int others = BaseScore.ExpertNames.Count - 1;
        double rest = (1 - (2 * PriorBesideBaseScore)) / (Readouts.Length + others);
        return [PriorBesideBaseScore, .. Readouts.Select(_ => rest), PriorBesideBaseScore, .. Enumerable.Repeat(rest, others)];
    }
}
