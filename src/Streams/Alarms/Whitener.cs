using AdaptiveML.Online;

namespace AdaptiveML.Streams;

/// <summary>
/// Turns a signal into standardised residuals of an autoregression of order one, by what a warm-up says of it.
/// <code>
/// z = clamp((x − median) / scale, ±clip)      r = clamp((z − φ z₋₁ − mean) / deviation, ±clip)
/// </code>
/// </summary>
/// <remarks>
/// Scale: 1.4826 times the median distance from the median, or, where half of the values are equal, √(π/2) times the mean one. φ by least squares over the
/// clamped values, with the first-order correction of its bias, (1 + 3 φ) / n (F. Marriott and J. Pope, "Bias in the estimation of autocorrelations", 1954).
/// Residuals are clamped, then their own mean and deviation are taken: what skews or tails add is in them.
/// </remarks>
internal sealed class Whitener
{
    private const double SmallestDeviation = 0.05, LargestMemory = 0.99;

    private readonly SignalOptions _options;
    private readonly Field _values;
    private readonly Field _law;
    private readonly double[] _scratch;

    public Whitener(SignalOptions options, Layout state)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        _values = state.Add<double>("warm-up", options.WarmUp);
        _law = state.AddStruct<Law, double>("law");
        state.RequireStructs<Law>(_law, value => FieldRules.IsIndex(value.Count, options.WarmUp + 1), "of values that were counted");
        _scratch = new double[options.WarmUp];
    }

    public bool IsReady(LearnerMemory memory) => memory.State.Ref<Law>(_law).Count >= _options.WarmUp;

    public void Clear(LearnerMemory memory)
    {
        memory.State.View<double>(_values).Clear();
        memory.State.Ref<Law>(_law) = default;
    }

    public double[] Settings() => [_options.WarmUp, _options.Whitens ? 1 : 0, _options.Clip];

    /// <summary>Takes a value in.</summary>
    /// <returns>Whether there is a residual: the warm-up is behind.</returns>
    public bool Take(LearnerMemory memory, double value, out double residual)
    {
        ref var law = ref memory.State.Ref<Law>(_law);
        residual = 0;
        if (law.Count >= _options.WarmUp)
        {
            double z = law.Standardise(value, _options.Clip);
            residual = Math.Clamp((z - (law.Memory * law.Latest) - law.Mean) / law.Deviation, -_options.Clip, _options.Clip);
            law.Latest = z;
            return true;
        }

        memory.State.View<double>(_values)[(int)law.Count++] = value;
        if (law.Count >= _options.WarmUp)
        {
            Fit(memory.State.View<double>(_values), ref law);
        }

        return false;
    }

    private void Fit(Span<double> values, ref Law law)
    {
        law.Centre = Median(values);
        for (int i = 0; i < values.Length; i++)
        {
            _scratch[i] = Math.Min(Math.Abs(values[i] - law.Centre), double.MaxValue);
        }

        double mean = 0;
        foreach (double distance in _scratch)
        {
            mean += distance / values.Length;
        }

        double middle = Median(_scratch);
        law.Scale = Math.Clamp(middle > 0 ? 1.4826 * middle : Math.Sqrt(Math.PI / 2) * mean, Math.Max(1e-12, 1e-9 * Math.Abs(law.Centre)), 1e300);
        double total = 0;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = law.Standardise(values[i], _options.Clip);
            total += values[i] / values.Length;
        }

        double products = 0, squares = 0;
        for (int i = 1; i < values.Length && _options.Whitens; i++)
        {
            products += (values[i] - total) * (values[i - 1] - total);
            squares += (values[i - 1] - total) * (values[i - 1] - total);
        }

        double memory = squares > 0 ? products / squares : 0;
        law.Memory = squares > 0 ? Math.Clamp(memory + ((1 + (3 * memory)) / values.Length), -LargestMemory, LargestMemory) : 0;
        double sum = 0, sumOfSquares = 0;
        int number = values.Length - 1;
        for (int i = 1; i < values.Length; i++)
        {
            sum += (values[i] - (law.Memory * values[i - 1])) / number;
        }

        for (int i = 1; i < values.Length; i++)
        {
            double residual = values[i] - (law.Memory * values[i - 1]) - sum;
            sumOfSquares += residual * residual / number;
        }

        law.Mean = sum;
        law.Deviation = Math.Max(Math.Sqrt(sumOfSquares), SmallestDeviation);
        law.Latest = values[^1];
        values.Clear();
    }

    private double Median(ReadOnlySpan<double> values)
    {
        values.CopyTo(_scratch);
        Array.Sort(_scratch);
        int half = _scratch.Length / 2;
        return (0.5 * _scratch[half]) + (0.5 * _scratch[_scratch.Length - 1 - half]);
    }

    private struct Law
    {
        public double Count;
        public double Centre;
        public double Scale;
        public double Memory;
        public double Mean;
        public double Deviation;
        public double Latest;

        public readonly double Standardise(double value, double clip) => Math.Clamp((value - Centre) / Scale, -clip, clip);
    }
}
