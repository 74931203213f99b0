using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>Where the weights of a network lie: parameters while the base is fitted, state of a learner afterwards, since they never change again.</summary>
internal sealed class NetworkFields
{
    /// <summary>Adds a field of a name, which weight decay applies to or not, and a shape.</summary>
    public delegate Field Adder(string name, bool decays, params ReadOnlySpan<int> shape);

    /// <summary>Adds the fields.</summary>
    public NetworkFields(NetworkShape shape, Adder add)
    {
        Weights = new Field[shape.Depth + 1];
        Biases = new Field[shape.Depth + 1];
        for (int l = 1; l <= shape.Depth; l++)
        {
            Weights[l - 1] = add($"W{l}", true, shape.Sizes[l], Tile.Pad(shape.Sizes[l - 1]));
            Biases[l - 1] = add($"b{l}", false, Tile.Pad(shape.Sizes[l]));
        }

        Weights[^1] = add("V", true, shape.Classes, Tile.Pad(shape.Last));
        Biases[^1] = add("v", false, Tile.Pad(shape.Classes));
    }

    /// <summary>W of each hidden layer, then V of the readout.</summary>
    public Field[] Weights { get; }

    /// <summary>b of each hidden layer, then v of the readout.</summary>
    public Field[] Biases { get; }
}
