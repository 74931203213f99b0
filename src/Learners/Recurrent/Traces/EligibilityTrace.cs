using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>e = ∂g/∂Ψ through the dynamics: e_t = γλ J_t e_{t−1} + ∂g(s_t)/∂Ψ. Two forms, which agree where weights stand still.</summary>
internal abstract class EligibilityTrace<T>(RecurrentCore<T> core)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double Negligible = 1e-3;

    /// <summary>The recurrent part that the trace follows.</summary>
    protected RecurrentCore<T> Core { get; } = core;

    /// <summary>The form that the options ask for, or, where they leave it open, the cheaper one.</summary>
    public static EligibilityTrace<T> Create(MachineLayout<T> layout, string prefix, RecurrentCore<T> core, RecurrentOptions options)
    {
        double decay = options.Discount * options.Lambda;
        var (window, full, windowed) = Forms(core.Shape, options);
        return IsFull(core.Shape, options, full, windowed)
            ? new FullTrace<T>(layout, prefix, core, decay)
            : new WindowTrace<T>(layout, prefix, core, decay, window);
    }

    /// <summary>Multiply-adds a row of the form that <see cref="Create"/> makes.</summary>
    public static double Cost(in CellShape shape, RecurrentOptions options)
    {
        var (_, full, windowed) = Forms(shape, options);
        return IsFull(shape, options, full, windowed) ? full : windowed;
    }

    /// <summary>
    /// Steps of a window, and operations a row: s³ (s + 1) against those of a product with J and an outer product a step of the window.
    /// </summary>
    private static (int Window, double Full, double Windowed) Forms(in CellShape shape, RecurrentOptions options)
    {
        double decay = options.Discount * options.Lambda;
        int window = options.TraceMode == TraceMode.None || decay == 0 ? 1
            : options.TraceMode == TraceMode.Window || decay == 1 ? options.TraceWindow
            : Math.Min(options.TraceWindow, (int)Math.Ceiling(Elementary.Log(Negligible) / Elementary.Log(decay)));
        double state = shape.StateLength;
        return (window, state * state * state * (state + 1), window * state * ((shape.Units * shape.Gates) + state));
    }

    private static bool IsFull(in CellShape shape, RecurrentOptions options, double full, double windowed) => options.TraceMode == TraceMode.Full
        || (options.TraceMode == TraceMode.Auto && shape.StateLength <= RecurrentOptions.LargestTracedState && full < windowed);

    /// <summary>gradient = δ · e, laid out like Ψ: [s; 1] by the state.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="transposed">The recurrent weights from <see cref="RecurrentCore{T}.Transpose"/>.</param>
    /// <param name="delta">The temporal-difference error, by the state, padded with zeros.</param>
    /// <param name="gradient">Receives the product.</param>
    public abstract void Gather(LearnerMemory memory, ReadOnlySpan<T> transposed, ReadOnlySpan<T> delta, Span<T> gradient);

    /// <summary>Takes the trace along the step, with the weights that made it.</summary>
    /// <returns>Whether it has remained finite.</returns>
    public abstract bool Advance(LearnerMemory memory, RecurrentStep<T> step);
}
