using System.Numerics;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>The adjoint of a sequence's state where a mini-batch begins or ends.</summary>
internal sealed class TttAdjoint<T>(TttFields<T> fields)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _weights = new T[fields.Weights.Length];
    private readonly T[] _window = new T[fields.Window.Length];

    /// <summary>Of W.</summary>
    public Span<T> Weights => _weights;

    /// <summary>Of the filters' window.</summary>
    public Span<T> Window => _window;

    /// <summary>Nothing depends on the state any more.</summary>
    public void Clear()
    {
        Weights.Clear();
        Window.Clear();
    }
}
