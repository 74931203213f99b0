using Microsoft.ML.Runtime;

namespace Microsoft.ML;

// A source of random numbers and of others like it; all share one catalog of components.
internal sealed class HostEnvironment : IHost
{
    private readonly Lock _gate = new();

    public HostEnvironment(int? seed)
        : this(seed, new ComponentCatalog())
    {
    }

    private HostEnvironment(int? seed, ComponentCatalog catalog)
    {
        Rand = seed is { } value ? new Random(value) : new Random();
        ComponentCatalog = catalog;
    }

    public Random Rand { get; }

    public ComponentCatalog ComponentCatalog { get; }

    public IHost Register(string name, int? seed = null, bool? verbose = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (_gate)
            return new HostEnvironment(seed ?? Rand.Next(), ComponentCatalog);
    }
}
