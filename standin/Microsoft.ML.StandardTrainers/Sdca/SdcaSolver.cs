namespace Microsoft.ML.Trainers;

// Minimises  1/n Σ weight·loss(w·x + b, y) + l2 (½|w|² + l1 |w|₁)  by steps that each maximise the dual problem along the dual variable of one row
// (S. Shalev-Shwartz and T. Zhang, "Stochastic dual coordinate ascent methods for regularized loss minimization", JMLR 14, 2013, and its proximal form).
// The bias begins as one more weight. After each pass it is freed of its regularisation: all duals are shifted so that they sum to zero, which leaves
// w as it was, since the features have mean zero, and what they had made of the bias is kept.
internal sealed class SdcaSolver
{
    private readonly SdcaRows _rows;
    private readonly ISupportSdcaLoss _loss;
    private readonly double _l2;
    private readonly double _l1;
    private readonly double _biasRate;
    private readonly float[] _duals;
    private readonly float[] _invariants;
    private readonly double[] _sums;
    private readonly double[] _weights;
    private double _bias;
    private double _regularizedBias;

    public SdcaSolver(SdcaRows rows, ISupportSdcaLoss loss, double l2, double l1, double biasRate)
    {
        (_rows, _loss, _l2, _l1, _biasRate) = (rows, loss, l2, l1, biasRate);
        (_sums, _weights) = (new double[rows.FeatureCount], new double[rows.FeatureCount]);
        (_duals, _invariants) = (new float[rows.Count], new float[rows.Count]);
        for (var i = 0; i < rows.Count; i++)
        {
            var norm = 1.0;
            foreach (var value in rows.Features(i))
                norm += (double)value * value;
            _invariants[i] = loss.ComputeDualUpdateInvariant((float)(norm * Scale(i)));
        }
    }

    public float[] Weights => Array.ConvertAll(_weights, weight => (float)weight);

    public float Bias => (float)(_bias + _regularizedBias - _weights.Zip(_rows.Mean, (weight, mean) => weight * mean).Sum());

    public void Run(int passes, int checkEvery, double tolerance, Random? random)
    {
        var order = Enumerable.Range(0, _rows.Count).ToArray();
        for (var pass = 1; pass <= passes; pass++)
        {
            random?.Shuffle(order);
            foreach (var row in order)
                Step(row);
            FreeBias();
            if (checkEvery > 0 && pass % checkEvery == 0 && HasConverged(tolerance))
                break;
        }
    }

    private double Scale(int row) => _rows.Weight(row) / (_l2 * _rows.Count);

    private double Output(int row)
    {
        var output = _bias + _regularizedBias;
        var features = _rows.Features(row);
        for (var j = 0; j < features.Length; j++)
            output += _weights[j] * features[j];
        return output;
    }

    private void Step(int row)
    {
        var change = _loss.DualUpdate((float)Output(row), _rows.Label(row), _duals[row], _invariants[row], 1);
        _duals[row] += change;
        var step = change * Scale(row);
        _regularizedBias += step;
        var features = _rows.Features(row);
        for (var j = 0; j < features.Length; j++)
        {
            _sums[j] += step * features[j];
            _weights[j] = Math.CopySign(Math.Max(0, Math.Abs(_sums[j]) - _l1), _sums[j]);
        }
    }

    private void FreeBias()
    {
        double sum = 0, weights = 0;
        for (var i = 0; i < _rows.Count; i++)
        {
            sum += _rows.Weight(i) * (double)_duals[i];
            weights += _rows.Weight(i);
        }

        if (weights == 0)
            return;
        var shift = _biasRate * sum / weights;
        for (var i = 0; i < _rows.Count; i++)
            _duals[i] = (float)(_duals[i] - shift);
        _bias += _biasRate * _regularizedBias;
        _regularizedBias -= _biasRate * _regularizedBias;
    }

    private bool HasConverged(double tolerance)
    {
        double loss = 0, dual = 0;
        for (var i = 0; i < _rows.Count; i++)
        {
            loss += _rows.Weight(i) * _loss.Loss((float)Output(i), _rows.Label(i));
            dual += _rows.Weight(i) * (_loss.DualLoss(_rows.Label(i), _duals[i]) - _duals[i] * _bias);
        }

        var half = 0.5 * _l2 * (_weights.Sum(weight => weight * weight) + _regularizedBias * _regularizedBias);
        var primal = loss / _rows.Count + half + _l2 * _l1 * _weights.Sum(Math.Abs);
        return primal - (dual / _rows.Count - half) <= tolerance * primal;
    }
}
