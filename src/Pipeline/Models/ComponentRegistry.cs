using System.Collections.Concurrent;

namespace AdaptiveML.Pipeline;

/// <summary>The components known to this process, by contract name.</summary>
internal static class ComponentRegistry
{
    private static readonly ConcurrentDictionary<string, IComponentDescriptor> Components = new();

    public static void Register(IComponentDescriptor component) => Components[component.Contract] = component;

    /// <exception cref="InvalidDataException">No component of that name is known.</exception>
    public static IComponentDescriptor Find(string contract) => Components.TryGetValue(contract, out var component)
        ? component
        : throw new InvalidDataException($"The saved learner belongs to the component '{contract}', which no loaded model has brought along.");
}
