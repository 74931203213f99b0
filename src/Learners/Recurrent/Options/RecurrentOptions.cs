using System.Text.Json.Serialization;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>Shape, initial values and learning rule of a recurrent net.</summary>
public sealed record RecurrentOptions
{
    /// <summary>
    /// Most elements of state for which <see cref="TraceMode.Full"/> and <see cref="RecurrentMethod.RealTime"/> are allowed: both grow with their cube.
    /// </summary>
    public const int LargestTracedState = 256;

    /// <summary>What the net remembers with. Default: <see cref="RecurrentCell.Tanh"/>.</summary>
    public RecurrentCell Cell { get; init; } = RecurrentCell.Tanh;

    /// <summary>Number of units n, from 1 to 1024; the state has n elements, or 2 n with <see cref="RecurrentCell.Lstm"/>. Default: 32.</summary>
    public int HiddenUnits { get; init; } = 32;

    /// <summary>What the net predicts with. Default: <see cref="RecurrentOutput.Linear"/>.</summary>
    [JsonInclude]
    internal RecurrentOutput Output { get; init; } = RecurrentOutput.Linear;

    /// <summary>How the gradient of the recurrent weights is made. Default: <see cref="RecurrentMethod.Auto"/>.</summary>
    public RecurrentMethod Method { get; init; } = RecurrentMethod.Auto;

    /// <summary>
    /// Whether the last label of a sequence is among the inputs of the net; of more than 32 classes it never is. Where the row before had none, the net's own
    /// prediction stands in for it and counts half as much every five rows. With <see cref="LeastSquaresReadout"/> only readouts see it, and one of them does
    /// not. So labels may come rarely, late, or stop. Default: true.
    /// </summary>
    public bool SeesLastLabel { get; init; } = true;

    /// <summary>
    /// Whether numbers are read out by recursive least squares, of the hidden units, the inputs with their squares and changes, and the last label; else by a
    /// linear layer that learns along the gradient, as it does where these are more than 512 features. Says nothing of classes. Default: true.
    /// </summary>
    public bool LeastSquaresReadout { get; init; } = true;

    /// <summary>λ of BP(λ), from 0 (all on the synthesiser's own estimate of the next step) to 1 (all on what came). Default: 1.</summary>
    public double Lambda { get; init; } = 1;

    /// <summary>
    /// γ: how much less each further step counts in what the synthesiser estimates, from 0 to 1. Below 1 for streams without an end. Default: 0.9.
    /// </summary>
    public double Discount { get; init; } = 0.9;

    /// <summary>w: what the synthetic gradient is multiplied with beside the immediate one, from 0 to 10. Default: 0.3.</summary>
    public double SyntheticWeight { get; init; } = 0.3;

    /// <summary>
    /// Multiplies the learning rate of the synthesiser, from 0 to 100. Steps at every row want 1 to 5, steps at the end of sequences about 0.1. Default: 3.
    /// </summary>
    public double SyntheticLearningRateFactor { get; init; } = 3;

    /// <summary>Multiplies the learning rate of the recurrent weights, from 0 to 100. Default: 1.</summary>
    public double RecurrentLearningRateFactor { get; init; } = 1;

    /// <summary>Multiplies the learning rate of an output layer that learns along the gradient, from 0 to 100. Default: 1.</summary>
    public double OutputLearningRateFactor { get; init; } = 1;

    /// <summary>
    /// Largest norm of each of the two parts, weights and bias, of the synthesiser's update at a row, before the learning rate; positive, or null for no limit.
    /// Default: 1.
    /// </summary>
    public double? SyntheticClip { get; init; } = 1;

    /// <summary>How BP(λ) remembers. Default: <see cref="TraceMode.Auto"/>.</summary>
    public TraceMode TraceMode { get; init; } = TraceMode.Auto;

    /// <summary>Most steps of a trace that is a window, from 1 to 4096. Default: 64.</summary>
    public int TraceWindow { get; init; } = 64;

    /// <summary>K, steps of truncated backpropagation, the present one included, from 1 to 4096. Default: 10.</summary>
    public int Truncation { get; init; } = 10;

    /// <summary>When gathered gradients become a step. Default: <see cref="UpdateSchedule.EachStep"/>.</summary>
    public UpdateSchedule Schedule { get; init; } = UpdateSchedule.EachStep;

    /// <summary>
    /// Rows with a target that all candidates of <see cref="RecurrentMethod.Auto"/> learn, at least 2; behind them, those that are not the best share a budget.
    /// Default: 2000.
    /// </summary>
    public int TrialRows { get; init; } = 2000;

    /// <summary>How BP(λ) is audited and guarded.</summary>
    public GuardOptions Guard { get; init; } = new();

    /// <summary>Seed of the initial values. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// The update rule. <see cref="UpdateOptions.ClipNorm"/> bounds the gradient of the recurrent weights; a bound that single rows reach often bends the mean
    /// gradient, and truncated backpropagation and SnAp-1 then learn little. Default: Adam, rate 0.001, β₂ 0.98, clip 10, 256 sequences.
    /// </summary>
    public UpdateOptions Update { get; init; } = new() { LearningRate = 1e-3, Beta2 = 0.98, MaximumSequences = 256 };

    /// <summary>Throws where a value is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    public void Validate()
    {
        Require.Defined(Cell);
        Require.InRange(HiddenUnits, 1, 1024);
        Require.Defined(Output);
        Require.Defined(Method);
        Require.InRange(Lambda, 0, 1);
        Require.InRange(Discount, 0, 1);
        Require.InRange(SyntheticWeight, 0, 10);
        Require.InRange(SyntheticLearningRateFactor, 0, 100);
        Require.InRange(RecurrentLearningRateFactor, 0, 100);
        Require.InRange(OutputLearningRateFactor, 0, 100);
        Require.InRange(SyntheticClip ?? 1, double.Epsilon, double.MaxValue, nameof(SyntheticClip));
        Require.Defined(TraceMode);
        Require.InRange(TraceWindow, 1, 4096);
        Require.InRange(Truncation, 1, 4096);
        Require.Defined(Schedule);
        Require.InRange(TrialRows, 2, int.MaxValue);
        if (TraceMode == TraceMode.Full || Method == RecurrentMethod.RealTime)
        {
            Require.InRange(Shape.StateLength, 1, LargestTracedState, nameof(HiddenUnits));
        }

        ArgumentNullException.ThrowIfNull(Guard);
        Guard.Validate();
        ArgumentNullException.ThrowIfNull(Update);
        Update.Validate();
    }

    internal Kernels.CellShape Shape => Cell == RecurrentCell.Lstm ? new(HiddenUnits, 2, 4) : new(HiddenUnits, 1, 1);
}
