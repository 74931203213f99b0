using System.Numerics;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>Room for the adjoints of a <see cref="FastLayer{T}"/>, each as long as what it belongs to.</summary>
internal sealed class FastLayerAdjoint<T>(FastLayer<T> layer)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T[] X { get; } = new T[layer.X.Length];

    public T[] Q { get; } = new T[layer.X.Length];

    public T[] Z { get; } = new T[layer.Z.Length];

    public T[] G { get; } = new T[layer.Z.Length];

    public T[] O { get; } = new T[layer.Z.Length];

    /// <summary>As long as <see cref="X"/>.</summary>
    public T[] Work { get; } = new T[layer.X.Length];
}
