using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace AdaptiveML.Benchmarks.Forecasting;

/// <summary>
/// DLinear: a moving average splits the last rows into trend and remainder, and a linear map of each gives the forecast; one model for all series. Adam in
/// passes over the warm-up, then one step a row on the newest window whose targets have all come.
/// </summary>
/// <remarks>A. Zeng et al., "Are Transformers Effective for Time Series Forecasting?", AAAI 2023.</remarks>
internal sealed class DLinear : IForecaster
{
    private const int Past = 96, Average = 25, Batch = 32;

    private readonly int _series;
    private readonly int _horizon;
    private readonly int _warmUp;
    private readonly int _passes;
    private readonly double _rate;
    private readonly List<double>[] _values;
    private readonly double[] _weights;
    private readonly double[] _gradient;
    private readonly double[] _first;
    private readonly double[] _second;
    private readonly double[] _input = new double[(2 * Past) + 1];
    private int _steps;

    /// <param name="series">Number of series.</param>
    /// <param name="horizon">Rows to forecast.</param>
    /// <param name="warmUp">Rows before the passes.</param>
    /// <param name="passes">Passes over the warm-up.</param>
    /// <param name="rate">Adam's step size.</param>
    public DLinear(int series, int horizon, int warmUp, int passes, double rate)
    {
        (_series, _horizon, _warmUp, _passes, _rate) = (series, horizon, warmUp, passes, rate);
        _values = [.. Enumerable.Range(0, series).Select(_ => new List<double>())];
        int parameters = horizon * _input.Length;
        (_weights, _gradient, _first, _second) = (new double[parameters], new double[parameters], new double[parameters], new double[parameters]);
        for (int i = 0; i < parameters; i++)
        {
            _weights[i] = i % _input.Length == 2 * Past ? 0 : 1.0 / Past;
        }
    }

    public void Step(ReadOnlySpan<double> values, Span<double> forecast)
    {
        for (int c = 0; c < _series; c++)
        {
            _values[c].Add(values[c]);
        }

        int rows = _values[0].Count;
        if (rows == _warmUp)
        {
            WarmUp();
        }
        else if (rows > _warmUp)
        {
            Gather(rows - _horizon);
            Update(1);
        }

        for (int c = 0; c < _series; c++)
        {
            Read(c, rows);
            for (int h = 0; h < _horizon; h++)
            {
                forecast[(h * _series) + c] = TensorPrimitives.Dot(Row(_weights, h), _input);
            }
        }
    }

    private void WarmUp()
    {
        int[] windows = [.. Enumerable.Range(Past, _warmUp - _horizon - Past + 1)];
        var random = new Random(1);
        for (int pass = 0; pass < _passes; pass++)
        {
            random.Shuffle(windows);
            foreach (int[] batch in windows.Chunk(Batch))
            {
                Array.ForEach(batch, Gather);
                Update(batch.Length);
            }
        }
    }

    /// <summary>Adds the gradient of the window that ends before a row, whose targets begin there.</summary>
    private void Gather(int end)
    {
        for (int c = 0; c < _series; c++)
        {
            Read(c, end);
            for (int h = 0; h < _horizon; h++)
            {
                double error = TensorPrimitives.Dot(Row(_weights, h), _input) - _values[c][end + h];
                var row = Row(_gradient, h);
                TensorPrimitives.MultiplyAdd(_input, 2 * error / (_horizon * _series), row, row);
            }
        }
    }

    private void Update(int windows)
    {
        _steps++;
        double correction1 = 1 - Math.Pow(0.9, _steps), correction2 = 1 - Math.Pow(0.999, _steps);
        for (int i = 0; i < _weights.Length; i++)
        {
            double g = _gradient[i] / windows;
            _first[i] += 0.1 * (g - _first[i]);
            _second[i] += 0.001 * ((g * g) - _second[i]);
            _weights[i] -= _rate * (_first[i] / correction1) / (Math.Sqrt(_second[i] / correction2) + 1e-8);
        }

        Array.Clear(_gradient);
    }

    /// <summary>Remainder, trend and a one of the values before a row; the average repeats the first and the last value beyond the window.</summary>
    private void Read(int series, int end)
    {
        var values = CollectionsMarshal.AsSpan(_values[series])[..end];
        for (int i = 0; i < Past; i++)
        {
            double sum = 0;
            for (int j = i - (Average / 2); j <= i + (Average / 2); j++)
            {
                sum += At(values, j);
            }

            _input[Past + i] = sum / Average;
            _input[i] = At(values, i) - _input[Past + i];
        }

        _input[2 * Past] = 1;
    }

    private static double At(ReadOnlySpan<double> values, int index) =>
        values[Math.Clamp(values.Length - Past + Math.Clamp(index, 0, Past - 1), 0, values.Length - 1)];

    private Span<double> Row(double[] matrix, int h) => matrix.AsSpan(h * _input.Length, _input.Length);
}
