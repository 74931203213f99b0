using System.Numerics;
using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>What a network makes of one row, forwards and backwards; all padded with zeros to whole tiles.</summary>
internal sealed class NetworkRow<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public NetworkRow(NetworkShape shape)
    {
        Activations = [.. shape.Sizes.Select(size => new T[Tile.Pad(size)])];
        Gradients = [.. shape.Sizes.Select(size => new T[Tile.Pad(size)])];
        Tangents = [.. shape.Sizes.Select(size => new T[Tile.Pad(size)])];
        (Modulated, ModulatedGradient) = (new T[Tile.Pad(shape.Modulated)], new T[Tile.Pad(shape.Modulated)]);
        (Scaled, ScaledGradient) = (new T[Tile.Pad(shape.Last)], new T[Tile.Pad(shape.Last)]);
        Last = shape.ModulatedLayer == shape.Depth ? Modulated : Activations[^1];
    }

    /// <summary>a₀, the input, to a_L; that of the modulated layer before it is modulated.</summary>
    public T[][] Activations { get; }

    /// <summary>The modulated layer, modulated.</summary>
    public T[] Modulated { get; }

    /// <summary>The last layer.</summary>
    public T[] Last { get; }

    /// <summary>The last layer times its gains.</summary>
    public T[] Scaled { get; }

    /// <summary>∂L/∂a_l.</summary>
    public T[][] Gradients { get; }

    /// <summary>∂L/∂ of <see cref="Modulated"/>.</summary>
    public T[] ModulatedGradient { get; }

    /// <summary>∂L/∂ of <see cref="Scaled"/>.</summary>
    public T[] ScaledGradient { get; }

    /// <summary>da_l/dm.</summary>
    public T[][] Tangents { get; }
}
