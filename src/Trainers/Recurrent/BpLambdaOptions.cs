using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;

namespace AdaptiveML.Trainers;

/// <summary>
/// Options of <see cref="BpLambdaRegressionTrainer"/>, <see cref="BpLambdaBinaryTrainer"/> and <see cref="BpLambdaMulticlassTrainer"/>.
/// </summary>
public sealed record BpLambdaOptions
{
    /// <summary>The label: Single, NaN where it is not known; of true and false also Boolean; of classes text, an integer, Boolean or a key. Default:
    /// "Label".</summary>
    public string LabelColumnName { get; init; } = DefaultColumnNames.Label;

    /// <summary>The features: a vector of Single of known size. Default: "Features".</summary>
    public string FeatureColumnName { get; init; } = DefaultColumnNames.Features;

    /// <summary>What the net remembers with. Default: <see cref="RecurrentCell.Tanh"/>.</summary>
    public RecurrentCell Cell { get; init; } = RecurrentCell.Tanh;

    /// <summary>Number of units, from 1 to 1024. Default: 32.</summary>
    public int HiddenUnits { get; init; } = 32;

    /// <summary>
    /// How the gradient of the recurrent weights is made: by synthetic gradients, by one of the methods to compare them with, or by the best of them. Default:
    /// <see cref="RecurrentMethod.Auto"/>.
    /// </summary>
    public RecurrentMethod Method { get; init; } = RecurrentMethod.Auto;

    /// <inheritdoc cref="RecurrentOptions.SeesLastLabel"/>
    public bool SeesLastLabel { get; init; } = true;

    /// <inheritdoc cref="RecurrentOptions.LeastSquaresReadout"/>
    public bool LeastSquaresReadout { get; init; } = true;

    /// <summary>λ, from 0 (all on the synthesiser's own estimate of the next step) to 1 (all on what came). Default: 1.</summary>
    public double Lambda { get; init; } = 1;

    /// <summary>
    /// γ: how much less each further step counts in what the synthesiser estimates, from 0 to 1. Below 1 for streams without an end; 1 for sequences that end.
    /// Default: 0.9.
    /// </summary>
    public double Discount { get; init; } = 0.9;

    /// <summary>w: what the synthetic gradient is multiplied with beside the immediate one, from 0 to 10. Default: 0.3.</summary>
    public double SyntheticWeight { get; init; } = 0.3;

    /// <summary>
    /// Multiplies the step size of the synthesiser, from 0 to 100. Steps at every row want 1 to 5, steps at the end of sequences 0.1 to 1. Default: 3.
    /// </summary>
    public double SyntheticLearningRateFactor { get; init; } = 3;

    /// <summary>How BP(λ) remembers what a synthetic gradient was made from. Default: <see cref="TraceMode.Auto"/>.</summary>
    public TraceMode TraceMode { get; init; } = TraceMode.Auto;

    /// <summary>Most steps of a trace that is a window, from 1 to 4096. Default: 64.</summary>
    public int TraceWindow { get; init; } = 64;

    /// <summary>Steps of truncated backpropagation, the present one included, from 1 to 4096. Default: 10.</summary>
    public int Truncation { get; init; } = 10;

    /// <summary>
    /// When gradients become a step: at rows, or where sequences end, which needs <see cref="EndOfSequenceColumnName"/>. Default:
    /// <see cref="UpdateSchedule.EachStep"/>.
    /// </summary>
    public UpdateSchedule Schedule { get; init; } = UpdateSchedule.EachStep;

    /// <summary>Rows, or with <see cref="UpdateSchedule.EndOfSequence"/> sequences, to a step, at least 1. Default: 1.</summary>
    public int UpdateEvery { get; init; } = 1;

    /// <inheritdoc cref="RecurrentOptions.TrialRows"/>
    public int TrialRows { get; init; } = 2000;

    /// <summary>Step size in use, and of the passes of the fit by the rule that learns in use, from 0 to 10. Default: 0.001.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>The optimiser. Default: <see cref="OptimizerKind.Adam"/>.</summary>
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.Adam;

    /// <summary>
    /// Largest norm of the gradient of the recurrent weights, positive; or null for no limit. One that single rows reach often bends the mean gradient.
    /// Default: 10.
    /// </summary>
    public double? ClipNorm { get; init; } = 10;

    /// <summary>Most sequences that have a state at once, at least 1; one more, and one that was silent for long gives up its own. Default: 256.</summary>
    public int MaximumSequences { get; init; } = 256;

    /// <summary>How BP(λ) is audited and guarded: see <see cref="GuardOptions"/>.</summary>
    public GuardOptions Guard { get; init; } = new();

    /// <summary>What keeps broken rows away from what has been learnt.</summary>
    public GateOptions Gate { get; init; } = new();

    /// <summary>Seed of the initial values. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// The part of the fit that goes backwards through windows drawn at random across sequences and times, whatever the method in use, and what is held back:
    /// see <see cref="RecurrentLearner{T}.Fit"/>. Null for passes of the rule that learns in use alone. Default: windows of 128 rows, steps of 0.005 along one
    /// and of 0.0005 along four, of which the better is kept, and of each at most 60 passes, 15 without a better one.
    /// </summary>
    public WindowTrainingOptions? Windows { get; init; } = new() { MaximumPasses = 60, Patience = 15 };

    /// <summary>
    /// Passes of the rule that learns in use, row by row, from fresh states, and their early stopping: behind the windows and without them, of which the best
    /// is kept; how much is held back for that says <see cref="Windows"/>, where there are any. Null for windows alone.
    /// </summary>
    public TrainingOptions? Training { get; init; } = new();

    /// <summary>
    /// The column that tells sequences apart, such as the machine that a row is of: text, an integer or a key; or null where all rows are one. Rows of several
    /// may alternate. Each has a state and traces of its own, all learn the same parameters. Default: null.
    /// </summary>
    public string? GroupColumnName { get; init; }

    /// <summary>
    /// The column that says of a row that it is the last of its sequence: Boolean; or null where nothing says so. No gradient is expected from behind such a
    /// row, and the next of its sequence begins anew. Neither the end of the data nor that of a file is one. Default: null.
    /// </summary>
    public string? EndOfSequenceColumnName { get; init; }

    /// <summary>
    /// The column that says when a row was: DateTime, DateTimeOffset, TimeSpan or a number; or null. Rows are taken in the order of the view, whatever it says;
    /// times that are repeated or go back within a sequence are counted. Default: null.
    /// </summary>
    public string? TimeColumnName { get; init; }

    /// <summary>The column that says how much a row's error counts: Single, from 0; or null where all count alike. Default: null.</summary>
    public string? ExampleWeightColumnName { get; init; }

    /// <summary>What is one class, and how many there may be; of no account where the label is a number.</summary>
    public LabelOptions Labels { get; init; } = new();

    /// <summary>Whether the transformer's <c>Transform</c> learns as it goes: <see cref="OnlineTransformer.AdaptsInTransform"/>. Default: false.</summary>
    public bool AdaptsInTransform { get; init; }

    /// <summary>Is told of every pass of the fit.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Ends the fit.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>The net that these options ask for.</summary>
    internal RecurrentOptions Net
    {
        get
        {
            var defaults = new RecurrentOptions();
            return defaults with
            {
                Cell = Cell,
                HiddenUnits = HiddenUnits,
                Method = Method,
                SeesLastLabel = SeesLastLabel,
                LeastSquaresReadout = LeastSquaresReadout,
                Lambda = Lambda,
                Discount = Discount,
                SyntheticWeight = SyntheticWeight,
                SyntheticLearningRateFactor = SyntheticLearningRateFactor,
                TraceMode = TraceMode,
                TraceWindow = TraceWindow,
                Truncation = Truncation,
                Schedule = Schedule,
                TrialRows = TrialRows,
                Guard = Guard,
                Seed = Seed,
                Update = defaults.Update with
                {
                    Optimizer = Optimizer,
                    LearningRate = LearningRate,
                    ClipNorm = ClipNorm,
                    UpdateEvery = UpdateEvery,
                    MaximumSequences = MaximumSequences,
                    Gate = Gate,
                },
            };
        }
    }

    /// <summary>Throws where a value is out of its range, or options do not go together.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    /// <exception cref="ArgumentException">Steps are to be made where sequences end, and no column says where; a column is named twice; nothing says how
    /// the net is fitted; or passes of the fit are to go backwards through time.</exception>
    public void Validate()
    {
        ArgumentException.ThrowIfNullOrEmpty(LabelColumnName);
        ArgumentException.ThrowIfNullOrEmpty(FeatureColumnName);
        ArgumentNullException.ThrowIfNull(Guard);
        ArgumentNullException.ThrowIfNull(Gate);
        ArgumentNullException.ThrowIfNull(Labels);
        Labels.Validate();
        Net.Validate();
        Training?.Validate();
        Windows?.Validate();
        ColumnChecks.RequireDistinct(GroupColumnName, EndOfSequenceColumnName, ExampleWeightColumnName);
        if (Windows is null && Training is null)
        {
            throw new ArgumentException($"One of {nameof(Windows)} and {nameof(Training)} must say how the net is fitted; both are null.");
        }

        if (Training is { Method: not TrainingMethod.OnlinePasses })
        {
            throw new ArgumentException($"The passes of this fit are made by the rule that learns in use, not by {Training.Method}.");
        }

        if (Schedule == UpdateSchedule.EndOfSequence && EndOfSequenceColumnName is null)
        {
            throw new ArgumentException($"With schedule {Schedule}, {nameof(EndOfSequenceColumnName)} must name the column that says where sequences end.");
        }
    }
}
