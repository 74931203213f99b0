using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>Where everything of a nearest class mean lies. Means are padded to whole tiles.</summary>
internal sealed class NearestClassMeanFields
{
    public NearestClassMeanFields(int inputSize, int classCount)
    {
        Require.InRange(inputSize, 1, int.MaxValue - Tile.Lanes);
        Require.InRange(classCount, 1, int.MaxValue / 2);
        Length = Tile.Pad(inputSize);
        Means = Parameters.Add<double>("means", classCount, Length);
        Weights = Parameters.Add<double>("weights", classCount);
        Spread = Parameters.Add<double>("spread", 1);
    }

    public Layout Parameters { get; } = new();

    public Field Means { get; }

    public Field Weights { get; }

    public Field Spread { get; }

    /// <summary>Length of a mean with its padding.</summary>
    public int Length { get; }
}
