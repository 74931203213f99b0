using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;
using AdaptiveML.Trainers;

namespace OnlineSequences;

/// <summary>The settings that all methods share, and how the methods differ.</summary>
internal static class Settings
{
    public const int DigitsFitted = 500, StreamFitted = 1000, Epochs = 4;

    /// <summary>
    /// The guard audits and does not switch, and the fit is a pass of the rule that learns in use, so that a method is what it is called.
    /// </summary>
    private static readonly BpLambdaOptions Common = new()
    {
        Method = RecurrentMethod.BpLambda,
        SeesLastLabel = false,
        Guard = new() { Switches = false },
        Windows = null,
        Training = new() { MaximumPasses = 1, ValidationFraction = 0 },
    };

    /// <summary>A step of the optimiser for every four digits; nothing is discounted, since a digit ends.</summary>
    public static BpLambdaOptions Digits { get; } = Common with
    {
        EndOfSequenceColumnName = nameof(Step.Ends),
        HiddenUnits = 24,
        Schedule = UpdateSchedule.EndOfSequence,
        UpdateEvery = 4,
        Discount = 1,
        SyntheticWeight = 1,
        SyntheticLearningRateFactor = 0.3,
        TraceMode = TraceMode.Window,
        TraceWindow = 8,
        LearningRate = 4e-3,
    };

    /// <summary>A step of the optimiser at every row.</summary>
    public static BpLambdaOptions Stream { get; } = Common with { HiddenUnits = 16, SyntheticLearningRateFactor = 5, LearningRate = 1e-3 };

    /// <summary>The methods: each is the settings and one option or two.</summary>
    public static (string Name, Func<BpLambdaOptions, BpLambdaOptions> Of)[] Methods { get; } =
    [
        ("BP(1)", options => options),
        ("BP(1), guarded", options => options with { Guard = new() }),
        ("BP(0.5)", options => options with { Lambda = 0.5 }),
        ("BP(0)", options => options with { Lambda = 0 }),
        ("TBPTT-1", options => options with { Method = RecurrentMethod.Truncated, Truncation = 1 }),
        ("TBPTT-3", options => options with { Method = RecurrentMethod.Truncated, Truncation = 3 }),
        ("TBPTT-10", options => options with { Method = RecurrentMethod.Truncated, Truncation = 10 }),
        ("SnAp-1", options => options with { Method = RecurrentMethod.SnAp1 }),
        ("RTRL", options => options with { Method = RecurrentMethod.RealTime }),
        ("Auto", options => options with { Method = RecurrentMethod.Auto }),
    ];
}
