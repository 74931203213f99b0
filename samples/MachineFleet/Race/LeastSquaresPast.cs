namespace MachineFleet;

/// <summary>
/// Recursive least squares by hand, one a machine: what one writes who knows that the reading is a sum of sensors and an offset. Its estimate of the row is the
/// feature.
/// </summary>
internal static class LeastSquaresPast
{
    private const int Size = Machines.Sensors + 1;
    private const double Prior = 1;

    public static Contender Contender { get; } = new("least squares, one a machine", (fit, unseen) => (Of(fit), Of(unseen)));

    private static float[][] Of(MachineRow[] rows)
    {
        Dictionary<string, Estimator> estimators = [];
        return [.. rows.Select(row =>
        {
            var estimator = estimators.TryGetValue(row.Machine, out var known) ? known : estimators[row.Machine] = new();
            return new float[] { estimator.Next(row) };
        })];
    }

    private sealed class Estimator
    {
        private readonly double[] _weights = new double[Size];
        private readonly double[,] _covariance = new double[Size, Size];
        private double[]? _before;

        public Estimator()
        {
            for (int i = 0; i < Size; i++)
            {
                _covariance[i, i] = Prior;
            }
        }

        /// <summary>Learns the reading of the row before, then estimates that of this one.</summary>
        public float Next(MachineRow row)
        {
            if (_before is not null)
            {
                Learn(_before, row.Last);
            }

            _before = [1, .. row.Sensors.Select(value => (double)value)];
            return (float)_before.Zip(_weights, (x, w) => x * w).Sum();
        }

        private void Learn(double[] x, double reading)
        {
            const double NoiseVariance = 0.01;
            double[] gain = new double[Size];
            double variance = NoiseVariance, error = reading;
            for (int i = 0; i < Size; i++)
            {
                for (int j = 0; j < Size; j++)
                {
                    gain[i] += _covariance[i, j] * x[j];
                }

                variance += gain[i] * x[i];
                error -= _weights[i] * x[i];
            }

            for (int i = 0; i < Size; i++)
            {
                _weights[i] += gain[i] * error / variance;
                for (int j = 0; j < Size; j++)
                {
                    _covariance[i, j] -= gain[i] * gain[j] / variance;
                }
            }
        }
    }
}
