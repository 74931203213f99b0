using System.Numerics;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>Means and deviations of features over the rows of a fit.</summary>
internal sealed class FeatureMoments(int size)
{
    private readonly double[] _mean = new double[size];
    private readonly double[] _squares = new double[size];
    private long _rows;

    /// <summary>Takes a row in; one that is not finite counts for nothing.</summary>
    public void Add<T>(ReadOnlySpan<T> features)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (T feature in features)
        {
            if (!T.IsFinite(feature))
            {
                return;
            }
        }

        _rows++;
        for (int i = 0; i < size; i++)
        {
            double value = double.CreateTruncating(features[i]), difference = value - _mean[i];
            _mean[i] += difference / _rows;
            _squares[i] += difference * (value - _mean[i]);
        }
    }

    /// <summary>Those of a feature; 0 and 0 before the first row.</summary>
    public (double Mean, double Deviation) Of(int feature) => (_mean[feature], _rows > 0 ? Math.Sqrt(_squares[feature] / _rows) : 0);
}
