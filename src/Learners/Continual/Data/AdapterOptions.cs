using System.Text.Json.Serialization;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>DATA's adapted network.</summary>
internal sealed record AdapterOptions
{
    /// <summary>r₁, the rank of the adapter that tasks share, at least 1 and below <see cref="RankHigh"/>. Default: 4.</summary>
    public int RankLow { get; init; } = 4;

    /// <summary>r₂, the rank of the adapter for what is special to tasks, up to the inputs and the hidden units. Default: 16.</summary>
    public int RankHigh { get; init; } = 16;

    /// <summary>Components that each task appends to a gate, from 1 to 1024, as long as there are directions left among the inputs. Default: 8.</summary>
    public int ComponentsPerTask { get; init; } = 8;

    /// <summary>How alike input and component are. Default: <see cref="AttentionSimilarity.Cosine"/>.</summary>
    [JsonInclude]
    internal AttentionSimilarity Gate { get; init; } = AttentionSimilarity.Cosine;

    /// <summary>μ, the weight of the penalty on components that are not orthogonal, from 0 to 1e6. Default: 1.</summary>
    public double Orthogonality { get; init; } = 1;

    /// <summary>Probability with which an element of the adapters is put back to where the task found it, from 0 to 1. Default: 0.</summary>
    public double RestorationProbability { get; init; }

    /// <summary>Steps between two restorations, as a fraction of a task's steps, above 0 to 1; none happens in the last such fraction. Default: 0.1.</summary>
    public double RestorationEvery { get; init; } = 0.1;

    /// <summary>Whether the adapters are merged for scoring. Default: <see cref="MergePolicy.None"/>.</summary>
    [JsonInclude]
    internal MergePolicy Merge { get; init; } = MergePolicy.None;

    /// <summary>The layer that is adapted, trained on the first task and frozen, and the training of a task.</summary>
    public NetworkOptions Network { get; init; } = new();

    /// <summary>Throws where a value is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(Network);
        Network.Validate();
        Require.InRange(RankHigh, 2, Network.Hidden);
        Require.InRange(RankLow, 1, RankHigh - 1);
        Require.InRange(ComponentsPerTask, 1, 1024);
        Require.Defined(Gate);
        Require.InRange(Orthogonality, 0, 1e6);
        Require.InRange(RestorationProbability, 0, 1);
        Require.InRange(RestorationEvery, 1e-6, 1);
        Require.Defined(Merge);
    }
}
