using MathNet.Numerics.LinearAlgebra;

namespace AdaptiveML.Benchmarks.Ttt.Faults;

/// <summary>The Mahalanobis distance of the row.</summary>
internal sealed class MahalanobisMonitor : PlainMonitor
{
    private Matrix<double> _precision = Matrix<double>.Build.Dense(1, 1);

    protected override void Learn(double[][] rows)
    {
        var all = Matrix<double>.Build.DenseOfRowArrays(rows);
        _precision = ((all.TransposeThisAndMultiply(all) / rows.Length) + (0.001 * Matrix<double>.Build.DenseIdentity(rows[0].Length))).Inverse();
    }

    protected override double Measure(double[] row)
    {
        var vector = Vector<double>.Build.Dense(row);
        return Math.Sqrt(vector * (_precision * vector));
    }
}

/// <summary>The largest deviation of a column.</summary>
internal sealed class DeviationMonitor : PlainMonitor
{
    protected override void Learn(double[][] rows)
    {
    }

    protected override double Measure(double[] row) => row.Max(Math.Abs);
}

/// <summary>The largest residual of a column's own autoregression on three rows, in its deviations.</summary>
internal sealed class AutoregressionMonitor : PlainMonitor
{
    private const int Lags = 3;

    private double[][] _past = [];
    private Vector<double>[] _weights = [];
    private double[] _deviations = [];

    protected override void Learn(double[][] rows)
    {
        _weights = new Vector<double>[rows[0].Length];
        _deviations = new double[rows[0].Length];
        for (int column = 0; column < _weights.Length; column++)
        {
            var past = Matrix<double>.Build.Dense(rows.Length - Lags, Lags, (row, lag) => rows[row + Lags - 1 - lag][column]);
            var next = Vector<double>.Build.Dense(rows.Length - Lags, row => rows[row + Lags][column]);
            var gram = past.TransposeThisAndMultiply(past) + (0.001 * rows.Length * Matrix<double>.Build.DenseIdentity(Lags));
            _weights[column] = gram.Solve(past.TransposeThisAndMultiply(next));
            var errors = next - (past * _weights[column]);
            _deviations[column] = Math.Max(Math.Sqrt(errors * errors / errors.Count), 1e-9);
        }
    }

    protected override double Measure(double[] row)
    {
        double largest = 0;
        for (int column = 0; column < row.Length && _past.Length == Lags; column++)
        {
            double forecast = _past.Select((before, lag) => _weights[column][lag] * before[column]).Sum();
            largest = Math.Max(largest, Math.Abs(row[column] - forecast) / _deviations[column]);
        }

        _past = [row, .. _past.Take(Lags - 1)];
        return largest;
    }

    protected override void Forget() => _past = [];
}
