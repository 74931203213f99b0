using AdaptiveML.Learners.Continual;

namespace ContinualClasses;

/// <summary>The methods: one trainer, and options that say what learns.</summary>
internal static class Contenders
{
    public const string Default = "DATA";

    public const string Bar = "RanPAC";

    public static IReadOnlyList<(string Name, ContinualOptions Learner)> All { get; } =
    [
        ("nearest class mean", new NearestMeanOptions()),
        ("streaming LDA", new StreamingLdaOptions()),
        ("ridge", new RidgeClassifierOptions()),
        (Bar, new RanPacOptions()),
        (Default, new DataClassifierOptions()),
        ("DATA, pseudo-inputs", new DataClassifierOptions { Head = DataClassifierHead.PseudoInput }),
        ("EWC", new ElasticWeightsOptions()),
        ("LwF", new LearningWithoutForgettingOptions()),
        ("naive fine-tuning", new FineTuningOptions()),
    ];
}
