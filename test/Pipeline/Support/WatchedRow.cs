using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline.Tests.Support;

/// <summary>A row that tells when it is read.</summary>
public sealed class WatchedRow
{
    private float[] _features = [1, 2, 3];

    [VectorType(3)]
    public float[] Features
    {
        get
        {
            Reading();
            return _features;
        }
        set => _features = value;
    }

    public float Label { get; set; }

    public float Index { get; set; }

    internal Action Reading { get; init; } = () => { };
}
