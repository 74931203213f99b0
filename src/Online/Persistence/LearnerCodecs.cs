using System.Numerics;

namespace AdaptiveML.Online;

/// <summary>Saves and loads the learners of several machines; the name in a payload says of which.</summary>
/// <typeparam name="T">Element type of the learners.</typeparam>
/// <param name="machines">Those of each.</param>
internal sealed class LearnerCodecs<T>(params IReadOnlyList<ILearnerCodec<T>> machines) : ILearnerCodec<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dictionary<string, ILearnerCodec<T>> _byComponent = machines
        .SelectMany(machine => machine.Components.Select(component => (component, machine)))
        .ToDictionary(pair => pair.component, pair => pair.machine);

    /// <inheritdoc/>
    public IReadOnlyList<string> Components { get; } = [.. machines.SelectMany(machine => machine.Components)];

    /// <inheritdoc/>
    public bool Writes(IOnlineLearner<T> learner) => machines.Any(machine => machine.Writes(learner));

    /// <inheritdoc/>
    public byte[] Encode(IOnlineLearner<T> learner, IReadOnlyDictionary<string, string> attributes) =>
        (machines.FirstOrDefault(machine => machine.Writes(learner))
            ?? throw new ArgumentException($"{learner?.GetType().Name ?? "null"} is no learner that can be saved.", nameof(learner)))
        .Encode(learner, attributes);

    /// <inheritdoc/>
    public IOnlineLearner<T> Decode(ReadOnlySpan<byte> payload, PayloadHeader header) => Machine(header).Decode(payload, header);

    /// <inheritdoc/>
    public IOnlineLearner<T> Create(PayloadHeader header) => Machine(header).Create(header);

    private ILearnerCodec<T> Machine(PayloadHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        return _byComponent.TryGetValue(header.Component, out var machine)
            ? machine
            : throw new InvalidDataException($"The saved learner is a '{header.Component}', none of {string.Join(", ", Components)}.");
    }
}
