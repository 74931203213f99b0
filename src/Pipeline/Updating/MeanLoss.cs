using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>Mean loss of the rows that have one, each as much as it weighs.</summary>
internal sealed class MeanLoss
{
    private double _sum;
    private double _weight;

    /// <summary>NaN if no row has a loss.</summary>
    public double Value => _weight > 0 ? _sum / _weight : double.NaN;

    public void Add(in UpdateResult result, in RowContext row)
    {
        if (double.IsFinite(result.Loss))
        {
            _sum += row.Weight * result.Loss;
            _weight += row.Weight;
        }
    }
}
