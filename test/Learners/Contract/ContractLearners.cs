using AdaptiveML.Learners.Baselines;
using AdaptiveML.Learners.Comodulation;
using AdaptiveML.Learners.Continual;
using AdaptiveML.Learners.Lru;
using AdaptiveML.Learners.LruForecasting;
using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Learners.Trials;
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
        ["LRU, gated readout, readout only, SGD, every third row, open gate"] = () => Lru(new()
        {
            StateSize = 12,
            GradientMode = GradientMode.ReadoutOnly,
            Readout = ReadoutKind.Gated,
            Update = new() { Optimizer = OptimizerKind.Sgd, LearningRate = 0.01, UpdateEvery = 3, Gate = GateOptions.Open },
        }),
        ["LRU stack"] = () =>
            new LruStack<float>(Inputs, 1, new() { Blocks = 3, Width = 20, Unit = new() { StateSize = 12, DirectPath = DirectPath.Diagonal } }),
        ["LRU stack, no normalisation, SGD, open gate"] = () => new LruStack<float>(Inputs, 1, new()
        {
            Normalization = BlockNormalization.None,
            Unit = new()
            {
                StateSize = 8,
                GradientMode = GradientMode.OneStep,
                Update = new() { Optimizer = OptimizerKind.Sgd, LearningRate = 0.01, Gate = GateOptions.Open },
            },
        }),
        ["RLS"] = () => new RecursiveLeastSquares<float>(Inputs, 1, new()),
        ["RLS on all features"] = () => new RecursiveLeastSquares<float>(
            Inputs, 1, new() { SeesSquares = true, SeesDifferences = true, SeesLastTarget = true }),
        ["comodulation"] = Comodulation(AdaptationMethod.Comodulation),
        ["comodulation, couplings and readout, every third row"] = Comodulation(
            AdaptationMethod.GainAndReadout, new() { UpdateEvery = 3, Gate = new() { MissingInput = MissingInput.Refuse, QuarantineRows = 4 } }),
        ["comodulation, ridge"] = Comodulation(AdaptationMethod.Ridge),
        ["comodulation, blend"] = Comodulation(AdaptationMethod.Blend),
        ["ridge"] = () => new RecursiveLeastSquares<float>(Inputs, 1, new() { Forgetting = 1 }),
        ["last value"] = () => new LastValue<float>(Inputs, 1),
        ["trial"] = () => new TrialLearner<float>(Trial),
        ["trial of classes by number"] = () => new TrialLearner<float>(Trial with { Loss = TrialLoss.ZeroOne, Baseline = TrialBaseline.Majority }),
        ["LRU regressor"] = () => new LruRegressor<float>(Inputs, new()),
        ["LRU regressor, own readouts"] = () => new LruRegressor<float>(Inputs, new() { SharesReadouts = false }),
        ["LRU regressor, drifting scale"] = () => new LruRegressor<float>(Inputs, new() { HalfLife = 50 }),
        ["LRU regressor, base score"] = () => new LruRegressor<float>(Inputs, new() { HasBaseScore = true }),
        ["LRU forecaster"] = () =>
            new LruForecaster<float>(
                2, Inputs - 2, new() { Horizon = 3, Period = 6, Unit = new() { StateSize = 4, Update = new() { MaximumSequences = 16 } } }),
        ["BP(λ), tanh, window"] = () => Recurrent(new() { Method = RecurrentMethod.BpLambda, HiddenUnits = 20 }),
        ["BP(λ), layer along the gradient, no last label"] = () =>
            Recurrent(new() { Method = RecurrentMethod.BpLambda, HiddenUnits = 12, LeastSquaresReadout = false, SeesLastLabel = false }),
        ["BP(λ), LSTM, full trace"] = () => Recurrent(
            new() { Method = RecurrentMethod.BpLambda, Cell = RecurrentCell.Lstm, HiddenUnits = 5, Lambda = 0.8, TraceMode = TraceMode.Full }),
        ["BP(0), SGD, every third row, open gate"] = () => Recurrent(new()
        {
            Method = RecurrentMethod.BpLambda,
            LeastSquaresReadout = false,
            HiddenUnits = 8,
            Lambda = 0,
            Guard = new() { AuditEvery = 5, AuditWindow = 12, LookAhead = 4, CompareEvery = 2, Blocks = 3, Margin = 0, Certainty = 0 },
            Update = new() { Optimizer = OptimizerKind.Sgd, LearningRate = 0.01, UpdateEvery = 3, Gate = GateOptions.Open },
        }),
        ["BP(λ), LSTM, softmax, limited step"] = () => new RecurrentClassifier<float>(
            Inputs, 3, new()
            {
                Method = RecurrentMethod.BpLambda,
                Cell = RecurrentCell.Lstm,
                HiddenUnits = 6,
                Update = new() { MaximumSequences = 16, Gate = new() { MaximumRelativeStep = 0.01 } },
            }),
        ["truncated backpropagation, softmax, every third row"] = () => new RecurrentClassifier<float>(
            Inputs, 2, new() { HiddenUnits = 8, Method = RecurrentMethod.Truncated, Update = new() { MaximumSequences = 16, UpdateEvery = 3 } }),
        ["truncated backpropagation, logistic, AdamW"] = () => new SignClasses(Recurrent(
            new()
            {
                HiddenUnits = 20, Method = RecurrentMethod.Truncated, Output = RecurrentOutput.Logistic, Update = new() { Optimizer = OptimizerKind.AdamW },
            })),
        ["SnAp-1, LSTM"] = () => Recurrent(new() { Cell = RecurrentCell.Lstm, HiddenUnits = 10, Method = RecurrentMethod.SnAp1 }),
        ["real-time recurrent learning, LSTM"] = () => Recurrent(new() { Cell = RecurrentCell.Lstm, HiddenUnits = 4, Method = RecurrentMethod.RealTime }),
        ["recurrent, best of all methods"] = () => Recurrent(new() { HiddenUnits = 6, TrialRows = 30 }),
        ["recurrent, best of all methods, classes, every third row"] = () =>
            new RecurrentClassifier<float>(Inputs, 3, new() { HiddenUnits = 6, TrialRows = 30, Update = new() { MaximumSequences = 16, UpdateEvery = 3 } }),
        ["SnAp-1, identity"] = () => Recurrent(new() { Cell = RecurrentCell.Identity, HiddenUnits = 6, Method = RecurrentMethod.SnAp1 }),
        ["nearest mean, cosine"] = () => new NearestMeanClassifier<float>(Inputs, new() { Metric = MeanMetric.Cosine }, 3),
        ["streaming LDA"] = () => new StreamingLda<float>(Inputs, new(), 3),
        ["streaming LDA as published"] = () => new StreamingLda<float>(Inputs, new() { Covariance = CovarianceEstimate.Streaming }, 3),
        ["ridge classifier"] = () => new RidgeClassifier<float>(Inputs, new(), 3),
        ["adaptive random forest"] = () => new AdaptiveForestClassifier<float>(Inputs, new() { NumberOfTrees = 3, NumberOfLeaves = 8 }, 3),
        ["ridge that follows drift"] = () => new RidgeClassifier<float>(Inputs, new() { GivesProbabilities = true, FollowsDrift = true }, 3),
        ["RanPAC"] = () => new RanPac<float>(Inputs, new() { ProjectionSize = 20 }, 3),
        ["fine-tuning"] = () => new FineTuning<float>(Inputs, new() { Network = new() { Hidden = 8 } }, 3),
        ["EWC"] = () => new ElasticWeights<float>(Inputs, new() { Network = new() { Hidden = 8 } }, 3),
        ["LwF"] = () => new LearningWithoutForgetting<float>(Inputs, new() { Network = new() { Hidden = 8 } }, 3),
        ["DATA"] = () => new DataClassifier<float>(Inputs, new() { ProjectionSize = 20 }, 3),
        ["DATA, network behind an analytic head"] = () => new DataClassifier<float>(Inputs, SmallData with { Residual = DataClassifierResidual.Network }, 3),
        ["DATA, pseudo-inputs, after a task"] = () =>
            new DataClassifier<float>(Inputs, SmallData with { Head = DataClassifierHead.PseudoInput }, 3)
                .Update(ClassClouds.Task<float>(Inputs, 30, 1, 0, 1, 2)),
        ["DATA, softmax"] = () => new DataClassifier<float>(Inputs, SmallData with { Head = DataClassifierHead.Softmax }, 3),
        ["LRU forecaster, phases"] = () =>
            new LruForecaster<float>(
                2, Inputs - 4, new() { Horizon = 2, Phases = 2, Unit = new() { StateSize = 4, Update = new() { MaximumSequences = 16 } } }),
        ["TTT in context"] = () => Ttt(new() { Width = 12, Horizon = 2 }),
        ["TTT in context, perceptron, two of five inputs"] = () =>
            Ttt(new() { Width = 12, Horizon = 3, PredictedInputs = 2, Layer = new() { InnerModel = TttInnerModel.Mlp } }),
        ["TTT in context, least squares"] = () => Ttt(new() { Width = 8, Layer = new() { Rule = InnerRule.LeastSquares, HeadCount = 1, Forgetting = 0.01 } }),
        ["TTT in context, implicit step"] = () => Ttt(new() { Width = 8, Layer = new() { Rule = InnerRule.Implicit, Forgetting = 0.01 } }),
        ["TTT in context, gated delta rule, open gate"] = () =>
            Ttt(new() { Width = 8, Gate = GateOptions.Open, Layer = new() { Rule = InnerRule.GatedDelta } }),
        ["TTT in context, windows"] = () => TttFeaturizer<float>.Create(1, new() { Width = 8, SequenceLength = Inputs, Layer = new() { MiniBatchSize = 2 } }),
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
        ["TTT implicit step"] = () =>
            Ttt(new() { Width = 12, Form = TttForm.Published, Layer = new() { Rule = InnerRule.Implicit, Views = TttViews.Separate } }),
        ["TTT windows"] = () =>
            TttFeaturizer<float>.Create(1, new() { Width = 8, Form = TttForm.Published, SequenceLength = Inputs, Layer = new() { MiniBatchSize = 2 } }),
    };

    private static RecurrentLearner<float> Recurrent(RecurrentOptions options) =>
        new(Inputs, 1, options with { Update = options.Update with { MaximumSequences = 16 } });

    private static DataClassifierOptions SmallData =>
        new() { ProjectionSize = 20, Adapters = new() { RankLow = 1, RankHigh = 3, ComponentsPerTask = 2, Network = new() { Hidden = 8, Epochs = 2 } } };

    private static Func<IOnlineLearner<float>> Comodulation(AdaptationMethod arm, TaskUpdateOptions? online = null)
    {
        var options = RelatedTasks.Small with { Online = online ?? new() };
        var model = new Lazy<ComodulationModel<float>>(() =>
            RelatedTasks.Fit<float>(options).Adapt("new", RelatedTasks.Rows<float>(4, 24), options.Adaptation with { Method = arm }).ForTask("new"));
        return () => model.Value.CreateLearner();
    }

    private static TrialRules Trial => new() { Models = [.. Enumerable.Range(1, Inputs).Select(model => $"model {model}")], WarmUp = 50, LargestDeviation = 2 };

    private static TttFeaturizer<float> Ttt(TttFeaturizerOptions options) => TttFeaturizer<float>.Create(Inputs, options);

    private static LruLearner<float> Lru(LruOptions options) => new(Inputs, 1, options);
}
