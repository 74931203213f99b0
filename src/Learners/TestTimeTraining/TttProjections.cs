using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>The maps of a test-time training layer: from tokens to views, rates and gate, and from the joined heads to the output.</summary>
internal sealed class TttProjections<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _width;
    private readonly int _filterSize;

    /// <summary>Adds the maps' fields to <paramref name="layout"/>.</summary>
    public TttProjections(MachineLayout<T> layout, string prefix, int width, TttLayerOptions options)
    {
        (_width, _filterSize) = (width, options.FilterSizeInForce);
        DenseMap<T> Map(string name) => new(layout, prefix + name, null, width, width);
        CausalFilter<T> Filter(string name) => new(layout, prefix + name + "_weight", prefix + name + "_bias", width, _filterSize);
        bool isFiltered = options.Views == TttViews.Filtered;
        Query = Map("theta_Q");
        Key = isFiltered ? null : Map("theta_K");
        Value = Map("theta_V");
        Output = Map("theta_O");
        Gate = options.HasOutputGate ? Map("theta_G") : null;
        QueryFilter = isFiltered ? Filter("conv_q") : null;
        KeyFilter = isFiltered ? Filter("conv_k") : null;
    }

    /// <summary>θ_Q.</summary>
    public DenseMap<T> Query { get; }

    /// <summary>θ_K, where queries and keys are separate.</summary>
    public DenseMap<T>? Key { get; }

    /// <summary>θ_V.</summary>
    public DenseMap<T> Value { get; }

    /// <summary>θ_O.</summary>
    public DenseMap<T> Output { get; }

    /// <summary>θ_G.</summary>
    public DenseMap<T>? Gate { get; }

    /// <summary>From θ_Q x to the queries, where they share it with the keys.</summary>
    public CausalFilter<T>? QueryFilter { get; }

    /// <summary>From θ_Q x to the keys.</summary>
    public CausalFilter<T>? KeyFilter { get; }

    /// <summary>Draws the maps with variance 1 / width and the filters with variance 1 / size.</summary>
    public void Initialize(LearnerMemory memory, Xoshiro256 random)
    {
        foreach (var map in new[] { Query, Key, Value, Output, Gate })
        {
            map?.Draw(memory, _width, random);
        }

        foreach (var filter in new[] { QueryFilter, KeyFilter })
        {
            if (filter is not null)
            {
                NormalRows.Draw(memory.Parameters.View<T>(filter.Weight), _filterSize, _width, _filterSize, random);
            }
        }
    }

    /// <summary>Makes the maps orthogonal; of the filters, the queries' passes the present row, the keys' the row before, if it sees that.</summary>
    public void FixViews(LearnerMemory memory)
    {
        foreach (var map in new[] { Query, Key, Value, Output, Gate })
        {
            if (map is not null)
            {
                OrthogonalRows.Make(memory.Parameters.View<T>(map.Weight), _width);
            }
        }

        QueryFilter?.Pass(memory, 0);
        KeyFilter?.Pass(memory, Math.Min(1, _filterSize - 1));
    }
}
