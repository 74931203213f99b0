using AdaptiveML.Learners.Continual;

namespace AdaptiveML.Learners.Tests.Continual;

/// <summary>Every kind of continual learner, small, with the checkpoints that a test asks for.</summary>
internal static class ContinualMachines
{
    public const int Inputs = 6;

    public static IReadOnlyDictionary<string, Func<TaskCheckpoints, ContinualLearner<double>>> All { get; } =
        new Dictionary<string, Func<TaskCheckpoints, ContinualLearner<double>>>
    {
        ["nearest mean"] = kept => new NearestMeanClassifier<double>(Inputs, new() { Checkpoints = kept }),
        ["streaming LDA"] = kept => new StreamingLda<double>(Inputs, new() { Checkpoints = kept }),
        ["ridge"] = kept => new RidgeClassifier<double>(Inputs, new() { Checkpoints = kept }),
        ["RanPAC"] = kept => new RanPac<double>(Inputs, new() { ProjectionSize = 40, Checkpoints = kept }),
        ["adaptive random forest"] = kept => new AdaptiveForestClassifier<double>(Inputs, new() { Checkpoints = kept }),
        ["fine-tuning"] = kept => new FineTuning<double>(Inputs, new() { Network = Small, Checkpoints = kept }),
        ["EWC"] = kept => new ElasticWeights<double>(Inputs, new() { Network = Small, Checkpoints = kept }),
        ["LwF"] = kept => new LearningWithoutForgetting<double>(Inputs, new() { Network = Small, Checkpoints = kept }),
        ["DATA"] = kept => new DataClassifier<double>(Inputs, Data with { Checkpoints = kept }),
        ["DATA, residual network"] = kept => new DataClassifier<double>(Inputs, Data with { Residual = DataClassifierResidual.Network, Checkpoints = kept }),
        ["DATA, pseudo-inputs, merged"] = kept => new DataClassifier<double>(
            Inputs, Data with
            {
                Head = DataClassifierHead.PseudoInput,
                Adapters = Data.Adapters with { Merge = MergePolicy.PerTask, RestorationProbability = 0.3 },
                Checkpoints = kept,
            }),
        ["DATA, softmax"] = kept =>
            new DataClassifier<double>(
                Inputs,
                Data with { Head = DataClassifierHead.Softmax, Adapters = Data.Adapters with { Gate = AttentionSimilarity.Official }, Checkpoints = kept }),
    };

    public static DataClassifierOptions Data =>
        new() { ProjectionSize = 40, Adapters = new() { RankLow = 1, RankHigh = 3, ComponentsPerTask = 2, Network = Small } };

    private static NetworkOptions Small => new() { Hidden = 10, Epochs = 3, BatchSize = 8 };

    public static IEnumerable<object[]> Rows() => All.Select(entry => new object[] { entry.Key, entry.Value });
}
