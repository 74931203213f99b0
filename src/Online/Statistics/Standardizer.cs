using System.Numerics;
using System.Numerics.Tensors;

namespace AdaptiveML.Online;

/// <summary>
/// Shifts and scales inputs and targets to mean 0 and standard deviation 1 of the rows it was fitted to, so that step sizes mean the same whatever
/// the units. Its numbers are fields of the learner's state; before it is fitted it changes nothing.
/// </summary>
internal sealed class Standardizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Field _inputMean;
    private readonly Field _inputInverse;
    private readonly Field _targetMean;
    private readonly Field _targetScale;
    private readonly Field _targetInverse;

    /// <summary>Adds the fields to <paramref name="state"/>.</summary>
    public Standardizer(int inputSize, int outputSize, Layout state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _inputMean = state.Add<T>("scale.input_mean", inputSize);
        _inputInverse = state.Add<T>("scale.input_inverse_deviation", inputSize);
        _targetMean = state.Add<T>("scale.target_mean", outputSize);
        _targetScale = state.Add<T>("scale.target_deviation", outputSize);
        _targetInverse = state.Add<T>("scale.target_inverse_deviation", outputSize);
    }

    /// <summary>Sets the identity in a fresh memory.</summary>
    public void Initialize(LearnerMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        memory.State.View<T>(_inputInverse).Fill(T.One);
        memory.State.View<T>(_targetScale).Fill(T.One);
        memory.State.View<T>(_targetInverse).Fill(T.One);
    }

    /// <summary>
    /// Takes mean and standard deviation of the rows' inputs and known targets, each row as much as it weighs; a constant column is only shifted.
    /// </summary>
    public void Fit<TRow>(LearnerMemory memory, TrainingRows<TRow> rows)
        where TRow : unmanaged, IBinaryFloatingPointIeee754<TRow>
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(rows);
        var state = memory.State;
        for (int i = 0; i < rows.InputSize; i++)
        {
            var (mean, deviation) = Moments(rows, i, input: true);
            state.View<T>(_inputMean)[i] = T.CreateTruncating(mean);
            state.View<T>(_inputInverse)[i] = T.CreateTruncating(1 / deviation);
        }

        for (int i = 0; i < rows.OutputSize; i++)
        {
            var (mean, deviation) = Moments(rows, i, input: false);
            state.View<T>(_targetMean)[i] = T.CreateTruncating(mean);
            state.View<T>(_targetScale)[i] = T.CreateTruncating(deviation);
            state.View<T>(_targetInverse)[i] = T.CreateTruncating(1 / deviation);
        }
    }

    /// <summary>Takes over the scale of the inputs from one memory into that of another learner.</summary>
    public void CopyInputs(LearnerMemory source, Standardizer<T> to, LearnerMemory target)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(target);
        source.State.View<T>(_inputMean).CopyTo(target.State.View<T>(to._inputMean));
        source.State.View<T>(_inputInverse).CopyTo(target.State.View<T>(to._inputInverse));
    }

    /// <summary>The means of the inputs, and the inverses of their standard deviations.</summary>
    public (T[] Mean, T[] InverseDeviation) Inputs(LearnerMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        return (memory.State.View<T>(_inputMean).ToArray(), memory.State.View<T>(_inputInverse).ToArray());
    }

    /// <summary>Input to learner units.</summary>
    public void ScaleInput(LearnerMemory memory, ReadOnlySpan<T> input, Span<T> scaled)
    {
        TensorPrimitives.Subtract(input, memory.State.View<T>(_inputMean), scaled);
        TensorPrimitives.Multiply<T>(scaled, memory.State.View<T>(_inputInverse), scaled);
    }

    /// <summary>The first of an input's elements, as many as <paramref name="scaled"/> has, in learner units to their own.</summary>
    public void UnscaleInputs(LearnerMemory memory, ReadOnlySpan<T> scaled, Span<T> inputs)
    {
        TensorPrimitives.Divide(scaled, memory.State.View<T>(_inputInverse)[..scaled.Length], inputs);
        TensorPrimitives.Add<T>(inputs, memory.State.View<T>(_inputMean)[..scaled.Length], inputs);
    }

    /// <summary>Target to learner units.</summary>
    public void ScaleTarget(LearnerMemory memory, ReadOnlySpan<T> target, Span<T> scaled)
    {
        TensorPrimitives.Subtract(target, memory.State.View<T>(_targetMean), scaled);
        TensorPrimitives.Multiply<T>(scaled, memory.State.View<T>(_targetInverse), scaled);
    }

    /// <summary>A prediction in learner units to the target's.</summary>
    public void UnscalePrediction(LearnerMemory memory, ReadOnlySpan<T> scaled, Span<T> prediction)
    {
        TensorPrimitives.Multiply(scaled, memory.State.View<T>(_targetScale), prediction);
        TensorPrimitives.Add<T>(prediction, memory.State.View<T>(_targetMean), prediction);
    }

    private static (double Mean, double Deviation) Moments<TRow>(TrainingRows<TRow> rows, int column, bool input)
        where TRow : unmanaged, IBinaryFloatingPointIeee754<TRow>
    {
        var values = new List<double>(rows.Count);
        for (int row = 0; row < rows.Count; row++)
        {
            double value = Value(rows, row, column, input);
            if (double.IsFinite(value) && IsPositive(rows.Context(row).Weight))
            {
                values.Add(value);
            }
        }

        var (lowest, highest) = PlausibleRange.Of(values);
        double mean = 0, squares = 0, total = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            double value = Value(rows, row, column, input), weight = rows.Context(row).Weight;
            if (double.IsFinite(value) && value >= lowest && value <= highest && IsPositive(weight))
            {
                double difference = value - mean;
                total += weight;
                mean += difference * (weight / total);
                squares += weight * difference * (value - mean);
            }
        }

        double deviation = total > 0 ? Math.Sqrt(squares / total) : 0;
        return (mean, deviation > Math.Abs(mean) * 1e-12 ? deviation : 1);
    }

    private static double Value<TRow>(TrainingRows<TRow> rows, int row, int column, bool input)
        where TRow : unmanaged, IBinaryFloatingPointIeee754<TRow> => double.CreateTruncating((input ? rows.Input(row) : rows.Target(row))[column]);

    private static bool IsPositive(double weight) => weight > 0 && double.IsFinite(weight);
}
