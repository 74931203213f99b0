using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>A recurrent part, an output layer, a way to make the gradient, and an optimiser: what learns by one method.</summary>
internal sealed class RecurrentNet<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RecurrentOptions _options;
    private readonly Optimizer<T> _optimizer;
    private readonly Field _gathered;
    private readonly ParameterGroup[] _groups;
    private readonly AuditTrack? _audits;

    /// <summary>Adds the fields.</summary>
    public RecurrentNet(
        MachineLayout<T> layout,
        string prefix,
        int inputSize,
        int outputSize,
        RecurrentMethod method,
        Standardizer<T> standardizer,
        ReadoutFeatures<T>? features,
        RecurrentOptions options)
    {
        (_options, Method) = (options, method);
        int before = layout.Parameters.Groups.Count;
        layout.Parameters.Divide();
        Core = new(layout, prefix, inputSize, options);
        Output = OutputLayer<T>.Create(layout, prefix, outputSize, standardizer, features, options);
        _groups = [.. layout.Parameters.Groups.Skip(before)];
        _optimizer = new(options.Update, _groups, layout.State, prefix + "optimizer");
        Monitor = new(layout.State, prefix, Core.Shape.Units);
        Gradient = RecurrentGradient<T>.Create(layout, prefix, Core, method, options);
        _gathered = layout.State.Add<long>(prefix + "gathered", 1);
        layout.State.RequireCounts(_gathered);
        Step = new(Core.Shape, inputSize);
        Synthetic = Gradient as BpLambdaGradient<T>;
        _audits = (Gradient as AuditedGradient<T>)?.Track;
    }

    /// <summary>What it costs a row.</summary>
    public MethodCost Cost => MethodCost.Of(Core, Output, Method, _options);

    /// <summary>Steps that it goes back, where <see cref="Method"/> is <see cref="RecurrentMethod.Truncated"/>; else 0.</summary>
    public int Truncation => Method == RecurrentMethod.Truncated ? _options.Truncation : 0;

    /// <summary>How it learns.</summary>
    public RecurrentMethod Method { get; }

    /// <summary>The recurrent part.</summary>
    public RecurrentCore<T> Core { get; }

    /// <summary>The output layer.</summary>
    public OutputLayer<T> Output { get; }

    /// <summary>What makes the gradient.</summary>
    public RecurrentGradient<T> Gradient { get; }

    /// <summary>Its synthetic gradients, if it has any.</summary>
    public BpLambdaGradient<T>? Synthetic { get; }

    /// <summary>Steps weights and output.</summary>
    public Optimizer<T> Optimizer => _optimizer;

    /// <summary>What its rows show.</summary>
    public RecurrentMonitor<T> Monitor { get; }

    /// <summary>The step that <see cref="Forward"/> saw last.</summary>
    public RecurrentStep<T> Step { get; }

    /// <summary>Norm of δ at the row taken last; NaN where none was made.</summary>
    public double TdError { get; private set; } = double.NaN;

    /// <summary>Rows that learnt since the last update.</summary>
    public ref long Gathered(LearnerMemory memory) => ref memory.State.View<long>(_gathered)[0];

    /// <summary>Step size of weights and output.</summary>
    public double LearningRate(LearnerMemory memory) => _optimizer.LearningRate(memory);

    /// <summary>Sets the step size, that of a synthesiser included.</summary>
    public void SetLearningRate(LearnerMemory memory, double value)
    {
        _optimizer.LearningRate(memory) = value;
        Gradient.SetLearningRate(memory, value);
    }

    /// <summary>Step size of weights and output alone.</summary>
    public ref double WeightRate(LearnerMemory memory) => ref _optimizer.LearningRate(memory);

    /// <summary>Draws the initial values.</summary>
    public void Initialize(LearnerMemory memory, Xoshiro256 random)
    {
        Core.Draw(memory, random);
        Output.Draw(memory, random);
        _optimizer.Initialize(memory);
        Gradient.Initialize(memory);
    }

    /// <summary>Computes the step and the output, without changing memory.</summary>
    /// <returns>Whether every number made is finite.</returns>
    public bool Forward(LearnerMemory memory, ReadOnlySpan<T> input)
    {
        TdError = double.NaN;
        bool finite = Core.Forward(memory, input, Step);
        return Output.Forward(memory, Step.State) && finite;
    }

    /// <summary>Advances by the row without learning from it.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="isLast">Whether the row is the last of its sequence.</param>
    public void Advance(LearnerMemory memory, bool isLast)
    {
        (Step.HasTarget, Step.IsLast, Step.Row) = (false, isLast, Monitor.Count(memory));
        Gradient.Advance(memory, Step);
        Core.Advance(memory, Step);
    }

    /// <summary>Advances by the row and gathers its gradient, if there is something to learn.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="loss">The row's loss; NaN without a target.</param>
    /// <param name="weight">How much the row counts.</param>
    /// <param name="isLast">Whether the row is the last of its sequence.</param>
    /// <returns>Whether every number made is finite.</returns>
    public bool Learn(LearnerMemory memory, double loss, double weight, bool isLast)
    {
        (Step.HasTarget, Step.IsLast, Step.Row) = (!double.IsNaN(loss), isLast, Monitor.Count(memory) + 1);
        if (!Step.HasTarget && !Gradient.NeedsEveryRow)
        {
            Advance(memory, isLast);
            return true;
        }

        Step.Immediate.AsSpan().Clear();
        if (Step.HasTarget)
        {
            Output.Differentiate(memory, weight, Step.Immediate);
        }

        bool learns = Step.HasTarget || Gradient.LearnsWithoutTarget, finite = Gradient.Differentiate(memory, Step);
        Core.Advance(memory, Step);
        Gathered(memory) += learns ? 1 : 0;
        Monitor.Learn(
            memory,
            Step,
            loss,
            Synthetic is null ? [] : Synthetic.Delta,
            Synthetic is null ? [] : Synthetic.Synthetic,
            _options.SyntheticWeight,
            _options.Guard.LargestSaturation);
        TdError = Synthetic is null ? double.NaN : Norm(Synthetic.Delta);
        return finite;
    }

    /// <summary>Mean gain of the last audits; NaN without any.</summary>
    public double AuditGain(LearnerMemory memory) => _audits?.Gain(memory) ?? double.NaN;

    /// <summary>What is known of its learning, without the guard's part.</summary>
    public RecurrentDiagnostics Diagnose(LearnerMemory memory)
    {
        var (synthetic, immediate) = _audits?.Cosines(memory) ?? (double.NaN, double.NaN);
        return new(
            Method,
            Truncation,
            IsTrial: false,
            RecurrentPhase.Online,
            Monitor.Loss(memory),
            Monitor.TdError(memory),
            Monitor.SyntheticRatio(memory),
            Monitor.Saturation(memory),
            _audits?.Count(memory) ?? 0,
            synthetic,
            immediate,
            AuditGain(memory),
            TwinLoss: double.NaN,
            LossDifference: double.NaN,
            Transitions: 0,
            LastTransition: 0);
    }

    /// <summary>Steps along the mean of the gradients gathered. The clip is of the recurrent weights alone: the readout's gradient is not shortened.</summary>
    /// <returns>The norm of the recurrent weights' gradient, and what it was scaled by; not finite where any gradient is not, and no step is taken.</returns>
    public GradientScale Apply(LearnerMemory memory)
    {
        var weights = memory.Gradients.View<T>(Core.Weights);
        double rows = _options.Schedule == UpdateSchedule.EachStep ? Gathered(memory) : _options.Update.UpdateEvery;
        var scale = GradientScale.Of(Norm(weights), rows, _options.Update.ClipNorm);
        double all = 0;
        foreach (ref readonly var group in _groups.AsSpan())
        {
            all += Norm(memory.Gradients.All<T>().Slice(group.Offset, group.Length));
        }

        if (!double.IsFinite(all))
        {
            return scale with { Norm = double.NaN };
        }

        if (scale.Clip < 1)
        {
            TensorPrimitives.Multiply(weights, T.CreateTruncating(scale.Clip), weights);
        }

        _optimizer.Step(memory, scale.Average);
        Gradient.CompleteGroup(memory, scale.Average);
        return scale;
    }

    /// <summary>Whether a guarded net has been saturated for too long.</summary>
    public bool IsSaturated(LearnerMemory memory) => Monitor.RowsAbove(memory) >= _options.Guard.SaturatedRows;

    /// <summary>Forgets the gradients gathered.</summary>
    public void DropGradient(LearnerMemory memory)
    {
        foreach (ref readonly var group in _groups.AsSpan())
        {
            memory.Gradients.All<T>().Slice(group.Offset, group.Length).Clear();
        }

        Gradient.DropGradient(memory);
        Gathered(memory) = 0;
    }

    private static double Norm(ReadOnlySpan<T> values) => Math.Sqrt(double.CreateTruncating(Reductions.SumOfSquares(values)));
}
