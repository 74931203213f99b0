using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>One step of a recurrent net while it is worked on; filled anew for every row.</summary>
/// <param name="shape">The cell's blocks.</param>
/// <param name="inputSize">m.</param>
internal sealed class RecurrentStep<T>(in CellShape shape, int inputSize)
    where T : unmanaged
{
    /// <summary>What the weights are multiplied with: x_t, h_{t−1}, 1.</summary>
    public T[] Inputs { get; } = new T[inputSize + shape.Units + 1];

    /// <summary>Pre-activations a.</summary>
    public T[] Gates { get; } = new T[shape.GateStride];

    /// <summary>s_t, padded with zeros.</summary>
    public T[] State { get; } = new T[shape.StateStride];

    /// <summary>∂s_t by the pre-activations, and by c.</summary>
    public T[] Partials { get; } = new T[shape.PartialsLength];

    /// <summary>ℓ_t = ∂L_t/∂s_t, padded; zero where there is no target.</summary>
    public T[] Immediate { get; } = new T[shape.StateStride];

    /// <summary>Number of the row among those learnt, from 1.</summary>
    public long Row { get; set; }

    /// <summary>Whether the row has a target.</summary>
    public bool HasTarget { get; set; }

    /// <summary>Whether the row is the last of its sequence.</summary>
    public bool IsLast { get; set; }
}
