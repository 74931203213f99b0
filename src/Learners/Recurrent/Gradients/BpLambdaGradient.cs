using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>
/// Accumulate BP(λ): a synthesiser learns by temporal differences what gradient the losses to come will send to the state, and stands in for it.
/// <code>
/// δ_{t−1} = (ℓ_t + γ g(s_t)) J_t − g(s_{t−1})      Ψ ← Ψ + α δ_{t−1} e_{t−1}
/// u_t = ℓ_t + w g(s_t)      ∂W += (u_t ∂s_t/∂a) [x; h; 1]ᵀ      e_t = γλ J_t e_{t−1} + ∂g(s_t)/∂Ψ
/// </code>
/// g(s_t) is 0 where t is the last row of its sequence, and δ does without the row before the first.
/// </summary>
internal class BpLambdaGradient<T> : RecurrentGradient<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RecurrentOptions _options;
    private readonly T _discount;
    private readonly T _weight;
    private readonly T[] _delta;
    private readonly T[] _synthetic;
    private readonly T[] _u;
    private readonly T[] _gates;
    private readonly T[] _update;
    private readonly T[] _transposed;

    /// <summary>Adds the fields.</summary>
    public BpLambdaGradient(MachineLayout<T> layout, string prefix, RecurrentCore<T> core, RecurrentOptions options)
        : base(core)
    {
        var shape = core.Shape;
        _options = options;
        Synthesizer = new(layout, prefix, shape, options);
        Trace = EligibilityTrace<T>.Create(layout, prefix, core, options);
        _discount = T.CreateTruncating(options.Discount);
        _weight = T.CreateTruncating(options.SyntheticWeight);
        T[] OfState() => new T[shape.StateStride];
        (_delta, _synthetic, _u) = (OfState(), OfState(), OfState());
        _transposed = new T[shape.TransposedLength];
        (_gates, _update) = (new T[shape.GateStride], new T[(shape.StateLength + 1) * shape.StateStride]);
    }

    /// <summary>g.</summary>
    public Synthesizer<T> Synthesizer { get; }

    /// <summary>e.</summary>
    public EligibilityTrace<T> Trace { get; }

    /// <summary>δ of the row learnt last.</summary>
    public ReadOnlySpan<T> Delta => _delta;

    /// <summary>g(s_t) of the row learnt last.</summary>
    public ReadOnlySpan<T> Synthetic => _synthetic;

    /// <summary>w.</summary>
    protected T Weight => _weight;

    /// <inheritdoc/>
    public override bool NeedsEveryRow => true;

    /// <inheritdoc/>
    public override bool LearnsWithoutTarget => true;

    /// <inheritdoc/>
    public override void Initialize(LearnerMemory memory) => Synthesizer.Initialize(memory);

    /// <inheritdoc/>
    public override void SetLearningRate(LearnerMemory memory, double value) => Synthesizer.LearningRate(memory) = value;

    /// <inheritdoc/>
    public override void CompleteGroup(LearnerMemory memory, double scale)
    {
        if (!StepsAtOnce)
        {
            Synthesizer.Step(memory, scale);
        }
    }

    /// <inheritdoc/>
    public override void DropGradient(LearnerMemory memory) => Synthesizer.DropGradient(memory);

    /// <inheritdoc/>
    public override bool Differentiate(LearnerMemory memory, RecurrentStep<T> step)
    {
        bool finite = Learn(memory, step);
        TensorPrimitives.FusedMultiplyAdd(_synthetic, _weight, step.Immediate, _u);
        Core.Differentiate(memory, step, _u, _gates);
        return finite;
    }

    /// <summary>Learns the synthesiser, asks it for g(s_t), and takes the trace along.</summary>
    /// <returns>Whether every number written is finite.</returns>
    private bool Learn(LearnerMemory memory, RecurrentStep<T> step)
    {
        _delta.AsSpan().Clear();
        bool finite = !Core.HasBegun(memory) || LearnSynthesizer(memory, step);
        if (step.IsLast)
        {
            _synthetic.AsSpan().Clear();
        }
        else
        {
            Synthesizer.Estimate(memory, step.State, _synthetic);
        }

        return Trace.Advance(memory, step) && finite;
    }

    /// <inheritdoc/>
    public override void Advance(LearnerMemory memory, RecurrentStep<T> step) => Trace.Advance(memory, step);

    /// <summary>Whether Ψ moves at every row, before it is asked for g(s_t).</summary>
    private bool StepsAtOnce => _options.Schedule == UpdateSchedule.EachStep && _options.Update.UpdateEvery == 1;

    private bool LearnSynthesizer(LearnerMemory memory, RecurrentStep<T> step)
    {
        step.Immediate.CopyTo(_u, 0);
        if (!step.IsLast)
        {
            Synthesizer.Estimate(memory, step.State, _synthetic);
            SpanSums.AddScaled(_synthetic, _discount, _u);
        }

        Core.Transpose(memory, _transposed);
        CellJacobian.VectorJacobianProduct(Core.Shape, step.Partials, _transposed, _u, _gates, _delta);
        Synthesizer.Estimate(memory, Core.State(memory), _synthetic);
        TensorPrimitives.Subtract(_delta, _synthetic, _delta);
        Trace.Gather(memory, _transposed, _delta, _update);
        bool finite = Synthesizer.Add(memory, _update);
        if (StepsAtOnce)
        {
            Synthesizer.Step(memory, 1);
        }

        return finite;
    }
}
