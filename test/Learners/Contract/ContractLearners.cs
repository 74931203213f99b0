using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>The learners that the contract suite runs over, by name.</summary>
internal static class ContractLearners
{
    public const int Inputs = 5;

    public static IReadOnlyDictionary<string, Func<IOnlineLearner<float>>> All { get; } = new Dictionary<string, Func<IOnlineLearner<float>>>
    {
        ["LRU exact"] = () => Lru(new() { StateSize = 20 }),
        ["LRU one step"] = () => Lru(new() { StateSize = 20, GradientMode = GradientMode.OneStep }),
        ["LRU readout only"] = () => Lru(new() { StateSize = 20, GradientMode = GradientMode.ReadoutOnly }),
        ["LRU derived gain, SGD, every third row, open gate"] = () => Lru(new()
        {
            InputGain = InputGain.Derived,
            Update = new() { Optimizer = OptimizerKind.Sgd, LearningRate = 0.01, UpdateEvery = 3, Gate = GateOptions.Open },
        }),
        ["LRU no gain, no direct path, AdamW, limited step"] = () => Lru(new()
        {
            InputGain = InputGain.One,
            DirectPath = DirectPath.None,
            Update = new() { Optimizer = OptimizerKind.AdamW, Gate = new() { MaximumRelativeStep = 0.01 } },
        }),
        ["LRU, MLP readout"] = () => Lru(new() { StateSize = 20, Readout = ReadoutKind.Mlp, ReadoutWidth = 9 }),
        ["LRU, gated readout, one step, AdamW"] = () => Lru(new()
        {
            StateSize = 12,
            GradientMode = GradientMode.OneStep,
            Readout = ReadoutKind.Gated,
            Update = new() { Optimizer = OptimizerKind.AdamW },
        }),
        ["LRU, gated readout, readout only, SGD, open gate"] = () => Lru(new()
        {
            StateSize = 12,
            GradientMode = GradientMode.ReadoutOnly,
            Readout = ReadoutKind.Gated,
            Update = new() { Optimizer = OptimizerKind.Sgd, LearningRate = 0.01, UpdateEvery = 3, Gate = GateOptions.Open },
        }),
        ["LRU stack"] = () => new LruStack<float>(Inputs, 1, new() { Blocks = 3, Width = 20, Unit = new() { StateSize = 12, DirectPath = DirectPath.Diagonal } }),
        ["LRU stack, no normalisation, SGD, open gate"] = () => new LruStack<float>(Inputs, 1, new()
        {
            Normalization = BlockNormalization.None,
            Unit = new() { StateSize = 8, GradientMode = GradientMode.OneStep, Update = new() { Optimizer = OptimizerKind.Sgd, LearningRate = 0.01, Gate = GateOptions.Open } },
        }),
        ["RLS"] = () => new RecursiveLeastSquares<float>(Inputs, 1, new()),
        ["RLS on all features"] = () => new RecursiveLeastSquares<float>(
            Inputs, 1, new() { Features = RegressionFeatures.Squares | RegressionFeatures.Differences | RegressionFeatures.LastTarget }),
        ["comodulation"] = Comodulation(AdaptationArm.Comodulation),
        ["comodulation, couplings and readout, every third row"] = Comodulation(AdaptationArm.GainAndReadout, new() { UpdateEvery = 3, Gate = new() { MissingInput = MissingInput.Refuse, QuarantineRows = 4 } }),
        ["comodulation, ridge"] = Comodulation(AdaptationArm.Ridge),
        ["ridge"] = () => Ridge.Create<float>(Inputs, 1),
        ["last value"] = () => new LastValue<float>(Inputs, 1),
        ["LRU regressor"] = () => new LruRegressor<float>(Inputs, new()),
        ["LRU regressor, own readouts"] = () => new LruRegressor<float>(Inputs, new() { SharesReadouts = false }),
        ["LRU forecaster"] = () => new LruForecaster<float>(2, Inputs - 2, new() { Horizon = 3, Period = 6, Unit = new() { StateSize = 4, Update = new() { MaximumSequences = 16 } } }),
    };

    private static Func<IOnlineLearner<float>> Comodulation(AdaptationArm arm, TaskUpdateOptions? online = null)
    {
        var options = RelatedTasks.Small with { Online = online ?? new() };
        var model = new Lazy<ComodulationModel<float>>(() =>
            RelatedTasks.Fit<float>(options).Adapt("new", RelatedTasks.Rows<float>(4, 24), options.Adaptation with { Arm = arm }).ForTask("new"));
        return () => model.Value.CreateLearner();
    }

    private static LruLearner<float> Lru(LruOptions options) => new(Inputs, 1, options);
}
