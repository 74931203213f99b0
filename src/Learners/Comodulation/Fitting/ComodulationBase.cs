using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>A fitted base, which models share and nobody writes to.</summary>
internal sealed class ComodulationBase<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes a base of zeros.</summary>
    public ComodulationBase(int inputSize, int classes, ComodulationOptions options)
    {
        (InputSize, Classes, Options) = (inputSize, classes, options);
        var layout = new MachineLayout<T>();
        _ = new BaseParts<T>(layout, inputSize, classes, options);
        Memory = new(layout.Parameters.Layout, layout.State, layout.Sequence, 1, keepsCopy: false);
    }

    /// <summary>Elements of an input.</summary>
    public int InputSize { get; }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Shape and learning rules.</summary>
    public ComodulationOptions Options { get; }

    /// <summary>Its numbers.</summary>
    public LearnerMemory Memory { get; }

    /// <summary>Parts to work with on <see cref="Memory"/>, with room of their own for a row.</summary>
    public BaseParts<T> CreateParts() => new(new(), InputSize, Classes, Options);
}
