using System.Text.Json.Serialization;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Lru;

/// <summary>Shape, initial values and learning rule of a stack of linear recurrent blocks.</summary>
public sealed record LruStackOptions
{
    /// <summary>
    /// The recurrent unit of every block, with the seed and the update rule of the whole stack. Default: <see cref="LruOptions"/>' own with a
    /// <see cref="DirectPath.Diagonal"/> direct path. Its readout must be <see cref="ReadoutKind.Linear"/>: a block has a map of its own.
    /// </summary>
    public LruOptions Unit { get; init; } = new() { DirectPath = DirectPath.Diagonal };

    /// <summary>Number of blocks L, from 1 to 16. Default: 2.</summary>
    public int Blocks { get; init; } = 2;

    /// <summary>Model width H, the values that go from block to block, from 1 to 4096. Default: 32.</summary>
    public int Width { get; init; } = 32;

    /// <summary>Where a block normalises. Default: <see cref="BlockNormalization.PreNorm"/>.</summary>
    [JsonInclude]
    internal BlockNormalization Normalization { get; init; } = BlockNormalization.PreNorm;

    /// <summary>Throws where a value is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(Unit);
        Unit.Validate();
        if (Unit.Readout != ReadoutKind.Linear)
        {
            throw new ArgumentOutOfRangeException(nameof(Unit.Readout), Unit.Readout, "A stacked unit's Readout must be Linear.");
        }

        Require.InRange(Blocks, 1, 16);
        Require.InRange(Width, 1, 4096);
        Require.Defined(Normalization);
    }
}
