namespace AdaptiveML.Online;

/// <summary>What a saved learner says of itself, readable without knowing the machine.</summary>
internal sealed record PayloadHeader
{
    /// <summary>Name of the machine, "lru".</summary>
    public required string Component { get; init; }

    /// <summary>Elements of an input.</summary>
    public required int InputSize { get; init; }

    /// <summary>Elements of a target.</summary>
    public required int OutputSize { get; init; }

    /// <summary>What the learner may change; a member of <see cref="UpdateMode"/>.</summary>
    public required UpdateMode Mode { get; init; }

    /// <summary>The machine's options, as JSON.</summary>
    public required string Options { get; init; }

    /// <summary>What the owner of the learner adds, such as column names.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>Layout of parameters and gradients, as <see cref="Layout.ToString"/> gives it.</summary>
    public required string Parameters { get; init; }

    /// <summary>Layout of the state.</summary>
    public required string State { get; init; }

    /// <summary>Layout of the state of one sequence.</summary>
    public required string Sequence { get; init; }

    /// <summary>Sequences that are live.</summary>
    public int LiveSequences { get; init; }

    /// <summary>Whether there is no kept copy of parameters and state.</summary>
    public bool HasNoCopy { get; init; }

    /// <summary>Sequences in the kept copy.</summary>
    public int KeptSequences { get; init; }

    /// <summary>An attribute that must be there.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public string Attribute(string name) =>
        Attributes.TryGetValue(name, out string? value) ? value : throw new InvalidDataException($"The saved learner has no attribute '{name}'.");
}
