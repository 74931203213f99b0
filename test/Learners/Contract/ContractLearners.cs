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
        ["nearest class mean"] = () => new NearestClassMean<float>(Inputs, 3),
        ["LRU regressor"] = () => new LruRegressor<float>(Inputs, new()),
        ["LRU regressor, own readouts"] = () => new LruRegressor<float>(Inputs, new() { SharesReadouts = false }),
        ["LRU regressor, drifting scale"] = () => new LruRegressor<float>(Inputs, new() { HalfLife = 50 }),
        ["LRU forecaster"] = () => new LruForecaster<float>(2, Inputs - 2, new() { Horizon = 3, Period = 6, Unit = new() { StateSize = 4, Update = new() { MaximumSequences = 16 } } }),
        ["LRU forecaster, phases"] = () => new LruForecaster<float>(2, Inputs - 4, new() { Horizon = 2, Phases = 2, Unit = new() { StateSize = 4, Update = new() { MaximumSequences = 16 } } }),
        ["TTT in context"] = () => Ttt(new() { Width = 12, Horizon = 2 }),
        ["TTT in context, perceptron, two of five inputs"] = () => Ttt(new() { Width = 12, Horizon = 3, PredictedInputs = 2, Layer = new() { InnerModel = TttInnerModel.Mlp } }),
        ["TTT in context, implicit step"] = () => Ttt(new() { Width = 8, Layer = new() { Rule = InnerRule.Implicit, Forgetting = 0.01 } }),
        ["TTT in context, gated delta rule, open gate"] = () => Ttt(new() { Width = 8, Gate = GateOptions.Open, Layer = new() { Rule = InnerRule.GatedDelta } }),
        ["TTT in context, windows"] = () => TttFeaturizer.Create<float>(1, new() { Width = 8, SequenceLength = Inputs, Layer = new() { MiniBatchSize = 2 } }),
        ["TTT linear"] = () => Ttt(new() { Width = 12, Form = TttForm.Published }),
        ["TTT perceptron, separate views, label"] = () => Ttt(new()
        {
            Width = 8,
            Objective = TttObjective.Label,
            Layer = new() { InnerModel = TttInnerModel.Mlp, Views = TttViews.Separate, HasOutputGate = true, HasRotaryPositions = true, MiniBatchSize = 3 },
        }),
        ["TTT fixed views, open gate"] = () => Ttt(new() { Objective = TttObjective.FixedViews, Gate = GateOptions.Open }),
        ["TTT delta rule"] = () => Ttt(new() { Width = 12, Form = TttForm.Published, Layer = new() { Rule = InnerRule.Delta, Forgetting = 0.01 } }),
        ["TTT gated delta rule"] = () => Ttt(new() { Width = 12, Form = TttForm.Published, Horizon = 3, Layer = new() { Rule = InnerRule.GatedDelta } }),
        ["TTT implicit step"] = () => Ttt(new() { Width = 12, Form = TttForm.Published, Layer = new() { Rule = InnerRule.Implicit, Views = TttViews.Separate } }),
        ["TTT windows"] = () => TttFeaturizer.Create<float>(1, new() { Width = 8, Form = TttForm.Published, SequenceLength = Inputs, Layer = new() { MiniBatchSize = 2 } }),
    };

    private static Func<IOnlineLearner<float>> Comodulation(AdaptationArm arm, TaskUpdateOptions? online = null)
    {
        var options = RelatedTasks.Small with { Online = online ?? new() };
        var model = new Lazy<ComodulationModel<float>>(() =>
            RelatedTasks.Fit<float>(options).Adapt("new", RelatedTasks.Rows<float>(4, 24), options.Adaptation with { Arm = arm }).ForTask("new"));
        return () => model.Value.CreateLearner();
    }

    private static TttFeaturizer<float> Ttt(TttFeaturizerOptions options) => TttFeaturizer.Create<float>(Inputs, options);

    private static LruLearner<float> Lru(LruOptions options) => new(Inputs, 1, options);
}
