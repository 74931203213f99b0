namespace AdaptiveML.PlantYear;

/// <summary>
/// Ridge regression with an intercept on all rows so far, of standardised inputs with penalty 1, refitted every 50 labels, at first every 10.
/// </summary>
internal sealed class RidgeEstimator(int inputs) : IPlainEstimator
{
    private const int Every = 50;
    private const int EveryAtFirst = 10;

    private readonly double[,] _products = new double[inputs + 1, inputs + 1];
    private readonly double[] _sums = new double[inputs + 1];
    private readonly double[] _weights = new double[inputs];
    private int _count;
    private double _intercept = double.NaN;

    public string Name => "ridge";

    public double Estimate(int group, double[] inputs)
    {
        double sum = _intercept;
        for (int i = 0; i < _weights.Length; i++)
        {
            sum += _weights[i] * inputs[i];
        }

        return sum;
    }

    public void Learn(int group, double[] inputs, double label)
    {
        if (double.IsNaN(label))
        {
            return;
        }

        double[] row = [.. inputs, label];
        for (int i = 0; i < row.Length; i++)
        {
            _sums[i] += row[i];
            for (int j = 0; j <= i; j++)
            {
                _products[i, j] += row[i] * row[j];
            }
        }

        _count++;
        if (_count % (_count < Every ? EveryAtFirst : Every) == 0)
        {
            Refit();
        }
    }

    private double Covariance(int i, int j) => (_products[Math.Max(i, j), Math.Min(i, j)] / _count) - (_sums[i] / _count * (_sums[j] / _count));

    private void Refit()
    {
        int n = _weights.Length;
        double[] scales = [.. Enumerable.Range(0, n).Select(i => Math.Sqrt(Math.Max(Covariance(i, i), 0)))];
        var system = new double[n, n + 1];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                system[i, j] = scales[i] * scales[j] > 0 ? Covariance(i, j) / (scales[i] * scales[j]) : 0;
            }

            system[i, i] += 1.0 / _count;
            system[i, n] = scales[i] > 0 ? Covariance(i, n) / scales[i] : 0;
        }

        Solve(system);
        _intercept = _sums[n] / _count;
        for (int i = 0; i < n; i++)
        {
            _weights[i] = scales[i] > 0 ? system[i, n] / scales[i] : 0;
            _intercept -= _weights[i] * _sums[i] / _count;
        }
    }

    /// <summary>Gauss–Jordan elimination of a positive definite system; the solution takes the place of the last column.</summary>
    private static void Solve(double[,] system)
    {
        int n = system.GetLength(0);
        for (int pivot = 0; pivot < n; pivot++)
        {
            for (int row = 0; row < n; row++)
            {
                double factor = row == pivot ? 0 : system[row, pivot] / system[pivot, pivot];
                for (int column = pivot; column <= n; column++)
                {
                    system[row, column] -= factor * system[pivot, column];
                }
            }
        }

        for (int row = 0; row < n; row++)
        {
            system[row, n] /= system[row, row];
        }
    }
}
