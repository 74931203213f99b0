namespace AdaptiveML.Streams;

/// <summary>The sums that <see cref="ClassificationFigures"/> are made of.</summary>
/// <param name="classes">Number of classes, that of what is none of them included.</param>
internal sealed class ClassificationSums(int classes) : IErrorSums<JudgedClass>
{
    private readonly double[] _hits = new double[classes];
    private readonly double[] _labels = new double[classes];
    private readonly double[] _predictions = new double[classes];
    private long _rows;
    private double _weight;
    private double _right;
    private double _rightWhereBoth;
    private double _lastRight;
    private double _both;
    private double _loss;
    private double _withProbability;

    public void Add(in JudgedClass row, double weight)
    {
        bool isRight = row.Prediction == row.Label;
        _rows++;
        _weight += weight;
        _right += isRight ? weight : 0;
        _hits[row.Label] += isRight ? weight : 0;
        _labels[row.Label] += weight;
        _predictions[row.Prediction] += weight;
        if (row.LastLabel >= 0)
        {
            _both += weight;
            _rightWhereBoth += isRight ? weight : 0;
            _lastRight += row.LastLabel == row.Label ? weight : 0;
        }

        if (!double.IsNaN(row.Probability))
        {
            _withProbability += weight;
            _loss += weight * row.LogLoss;
        }
    }

    public void Scale(double factor)
    {
        for (int k = 0; k < _hits.Length; k++)
        {
            _hits[k] *= factor;
            _labels[k] *= factor;
            _predictions[k] *= factor;
        }

        (_weight, _right, _rightWhereBoth, _lastRight) = (_weight * factor, _right * factor, _rightWhereBoth * factor, _lastRight * factor);
        (_both, _loss, _withProbability) = (_both * factor, _loss * factor, _withProbability * factor);
    }

    public void Clear()
    {
        _hits.AsSpan().Clear();
        _labels.AsSpan().Clear();
        _predictions.AsSpan().Clear();
        (_rows, _weight, _right, _rightWhereBoth, _lastRight, _both, _loss, _withProbability) = (0, 0, 0, 0, 0, 0, 0, 0);
    }

    public PrequentialFigures ToFigures() => new ClassificationFigures(
        _rows, _right / _weight, BalancedAccuracy(), Kappa(), (_rightWhereBoth - _lastRight) / (_both - _lastRight), _loss / _withProbability);

    private double BalancedAccuracy()
    {
        double recalls = 0;
        int occurred = 0;
        for (int k = 0; k < _labels.Length; k++)
        {
            if (_labels[k] > 0)
            {
                recalls += _hits[k] / _labels[k];
                occurred++;
            }
        }

        return recalls / occurred;
    }

    private double Kappa()
    {
        double byChance = 0;
        for (int k = 0; k < _labels.Length; k++)
        {
            byChance += _labels[k] / _weight * (_predictions[k] / _weight);
        }

        return ((_right / _weight) - byChance) / (1 - byChance);
    }
}
