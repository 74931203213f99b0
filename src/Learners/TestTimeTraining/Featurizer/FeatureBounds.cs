using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>
/// Holds features to where a model behind them can have learnt what they mean: ten deviations around their mean over the rows of the fit. Before a fit there is
/// no bound but 1e30.
/// </summary>
internal sealed class FeatureBounds<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double Deviations = 10;

    private static readonly T Far = T.CreateTruncating(1e30);

    private readonly Field _lowest;
    private readonly Field _highest;

    /// <summary>Adds the fields.</summary>
    public FeatureBounds(int size, Layout state)
    {
        _lowest = state.Add<T>("features.lowest", size);
        _highest = state.Add<T>("features.highest", size);
        state.Require(buffer =>
        {
            Span<T> lowest = buffer.View<T>(_lowest), highest = buffer.View<T>(_highest);
            for (int i = 0; i < lowest.Length; i++)
            {
                FieldRules.Fit(!(lowest[i] > highest[i]), _lowest, "at most 'features.highest'");
            }
        });
    }

    /// <summary>Takes all bounds away.</summary>
    public void Initialize(LearnerMemory memory)
    {
        memory.State.View<T>(_lowest).Fill(-Far);
        memory.State.View<T>(_highest).Fill(Far);
    }

    /// <summary>Sets the bounds.</summary>
    public void Fit(LearnerMemory memory, FeatureMoments moments)
    {
        Span<T> lowest = memory.State.View<T>(_lowest), highest = memory.State.View<T>(_highest);
        for (int i = 0; i < lowest.Length; i++)
        {
            var (mean, deviation) = moments.Of(i);
            (lowest[i], highest[i]) = (T.CreateTruncating(mean - (Deviations * deviation)), T.CreateTruncating(mean + (Deviations * deviation)));
        }
    }

    /// <summary>Writes features, each within its bounds; one that is NaN stays so.</summary>
    public void Write(LearnerMemory memory, ReadOnlySpan<T> features, Span<T> bounded)
    {
        ReadOnlySpan<T> lowest = memory.State.View<T>(_lowest), highest = memory.State.View<T>(_highest);
        for (int i = 0; i < bounded.Length; i++)
        {
            bounded[i] = T.Clamp(features[i], lowest[i], highest[i]);
        }
    }
}
