using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>How the gradient of the recurrent weights is made; one kind a method. What it remembers lies in fields of its own.</summary>
internal abstract class RecurrentGradient<T>(RecurrentCore<T> core)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The recurrent part whose gradient it is.</summary>
    protected RecurrentCore<T> Core { get; } = core;

    /// <summary>Whether rows without a target are to be differentiated as well.</summary>
    public virtual bool NeedsEveryRow => false;

    /// <summary>Whether a row without a target has a gradient.</summary>
    public virtual bool LearnsWithoutTarget => false;

    /// <summary>The method of the options.</summary>
    public static RecurrentGradient<T> Create(
        MachineLayout<T> layout, string prefix, RecurrentCore<T> core, RecurrentMethod method, RecurrentOptions options) => method switch
    {
        RecurrentMethod.BpLambda when options.Guard.AuditEvery > 0 => new AuditedGradient<T>(layout, prefix, core, options),
        RecurrentMethod.BpLambda => new BpLambdaGradient<T>(layout, prefix, core, options),
        RecurrentMethod.Truncated => new TruncatedGradient<T>(layout, prefix, core, options),
        RecurrentMethod.SnAp1 => new SnAp1Gradient<T>(layout, prefix, core),
        RecurrentMethod.RealTime => new RtrlGradient<T>(layout, prefix, core),
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "No single method."),
    };

    /// <summary>Sets what a fresh memory must not have as zeros.</summary>
    public virtual void Initialize(LearnerMemory memory)
    {
    }

    /// <summary>Sets the step size of what the method itself learns.</summary>
    public virtual void SetLearningRate(LearnerMemory memory, double value)
    {
    }

    /// <summary>Steps what the method itself learns, where it has not done so at the row.</summary>
    public virtual void CompleteGroup(LearnerMemory memory, double scale)
    {
    }

    /// <summary>Forgets what was gathered for the method itself.</summary>
    public virtual void DropGradient(LearnerMemory memory)
    {
    }

    /// <summary>Adds the row's gradient to the memory's, and takes along what is remembered. The state is still that of the row before.</summary>
    /// <returns>Whether every number written is finite.</returns>
    public abstract bool Differentiate(LearnerMemory memory, RecurrentStep<T> step);

    /// <summary>Takes along what is remembered; nothing is learnt from the row.</summary>
    public abstract void Advance(LearnerMemory memory, RecurrentStep<T> step);
}
