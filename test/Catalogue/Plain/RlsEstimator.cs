namespace AdaptiveML.PlantYear;

/// <summary>Recursive least squares with an intercept and a forgetting factor of 0.999.</summary>
internal sealed class RlsEstimator : IPlainEstimator
{
    private const double Forgetting = 0.999;
    private const double PriorVariance = 100;

    private readonly double[,] _inverse;
    private readonly double[] _weights;
    private readonly double[] _gain;
    private readonly double[] _row;
    private bool _hasLearnt;

    public RlsEstimator(int inputs)
    {
        (_inverse, _weights, _gain, _row) = (new double[inputs + 1, inputs + 1], new double[inputs + 1], new double[inputs + 1], new double[inputs + 1]);
        for (int i = 0; i <= inputs; i++)
        {
            _inverse[i, i] = PriorVariance;
        }
    }

    public string Name => "RLS";

    public double Estimate(int group, double[] inputs) => _hasLearnt ? Output(inputs) : double.NaN;

    public void Learn(int group, double[] inputs, double label)
    {
        if (double.IsNaN(label))
        {
            return;
        }

        double error = label - Output(inputs), denominator = Forgetting;
        _hasLearnt = true;
        for (int i = 0; i < _row.Length; i++)
        {
            _gain[i] = 0;
            for (int j = 0; j < _row.Length; j++)
            {
                _gain[i] += _inverse[i, j] * _row[j];
            }

            denominator += _row[i] * _gain[i];
        }

        for (int i = 0; i < _row.Length; i++)
        {
            _weights[i] += _gain[i] / denominator * error;
            for (int j = 0; j < _row.Length; j++)
            {
                _inverse[i, j] = (_inverse[i, j] - (_gain[i] * _gain[j] / denominator)) / Forgetting;
            }
        }
    }

    private double Output(double[] inputs)
    {
        inputs.CopyTo(_row, 0);
        _row[^1] = 1;
        double sum = 0;
        for (int i = 0; i < _row.Length; i++)
        {
            sum += _row[i] * _weights[i];
        }

        return sum;
    }
}
