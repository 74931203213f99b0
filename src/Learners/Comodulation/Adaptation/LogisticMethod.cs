using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>
/// Logistic regression on the inputs, alone or with the last layer of the base beside them. A setting is a penalty, and whether inputs count as they come, or
/// alike, in the units of the base.
/// </summary>
/// <remarks>
/// As they come, inputs are neither centred nor scaled one by one, and the constant is the weight of one more that is always 1: among inputs that are large it
/// counts for little, so that rows are told apart by the proportions of their inputs.
/// The last layer is taken around its mean over the rows to learn, and in units in which its deviations are as large as those of the inputs: both count alike.
/// </remarks>
internal sealed class LogisticMethod<T> : ITaskMethod<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly BaseParts<T> _parts;
    private readonly LearnerMemory _base;
    private readonly TaskRule<T> _rule;
    private readonly LearnerMemory _memory;
    private readonly LogisticRegression _regression;
    private readonly int _inputs;
    private readonly double[] _deviations;
    private readonly double[] _centre;
    private readonly double _one;
    private readonly double[] _mean;
    private readonly double[] _row;
    private double _unit;

    /// <summary>Makes the method.</summary>
    public LogisticMethod(BaseParts<T> parts, LearnerMemory baseMemory, ComodulationOptions options, TaskDescriptor descriptor)
    {
        (_parts, _base, _inputs) = (parts, baseMemory, parts.Network.Shape.Sizes[0]);
        (_centre, _deviations, _one) = AsTheyCome();
        _rule = new(parts.Network, options);
        Layout parameters = new(), state = new();
        Fields = new(parameters, state, "", parts.Network.Shape, descriptor);
        _memory = new(parameters, state, new(), 1, keepsCopy: false);
        _mean = new double[descriptor.HasBase ? parts.Network.Shape.Last : 0];
        _regression = new(_inputs + _mean.Length, descriptor.Classes);
        _row = new double[_regression.Stride];
    }

    /// <inheritdoc/>
    public TaskFields<T> Fields { get; }

    /// <inheritdoc/>
    public int Settings => Penalties.Alike.Length + Penalties.AsTheyCome.Length;

    /// <summary>The middle penalty, inputs alike.</summary>
    public int Usual => Penalties.Alike.Length / 2;

    /// <inheritdoc/>
    public void Study(FeatureRows<T> rows, RowPart part, HeldBackLogits<T> judgements)
    {
        double[] logits = new double[_regression.Classes];
        Walk(rows, part.Training, [.. Enumerable.Range(0, Settings)], (setting, areAlike) =>
        {
            foreach (int row in part.HeldBack)
            {
                Fill(rows, row, areAlike, _row);
                _regression.Predict(_row, logits);
                var judged = judgements.At(setting, part.Repeat, row);
                for (int k = 0; k < logits.Length; k++)
                {
                    judged[k] = T.CreateTruncating(logits[k]);
                }
            }
        });
    }

    /// <inheritdoc/>
    public LearnerMemory[] Learn(FeatureRows<T> rows, int[] training, int[] settings)
    {
        var learnt = new LearnerMemory[settings.Length];
        Walk(rows, training, settings, (setting, areAlike) =>
        {
            Write(areAlike);
            learnt[Array.IndexOf(settings, setting)] = _memory.Copy();
        });
        return learnt;
    }

    /// <summary>Learns from the largest penalty to the smallest that is asked for, each from where the one before ended.</summary>
    private void Walk(FeatureRows<T> rows, int[] training, int[] settings, Action<int, bool> visit)
    {
        foreach (bool areAlike in (bool[])[true, false])
        {
            var (penalties, first) = areAlike ? (Penalties.Alike, 0) : (Penalties.AsTheyCome, Penalties.Alike.Length);
            int[] asked = [.. settings.Where(setting => setting >= first && setting < first + penalties.Length)];
            if (asked.Length == 0)
            {
                continue;
            }

            var (inputs, labels, weights) = Begin(rows, training, areAlike);
            for (int setting = first + penalties.Length - 1; setting >= asked.Min(); setting--)
            {
                _regression.Fit(inputs, labels, weights, penalties[setting - first], rows.Cancellation);
                if (asked.Contains(setting))
                {
                    visit(setting, areAlike);
                }
            }
        }
    }

    /// <summary>Writes the regression into the task.</summary>
    private void Write(bool areAlike)
    {
        _memory.Parameters.Bytes.Clear();
        _memory.State.Bytes.Clear();
        var task = Fields.In(_memory);
        _rule.Begin(_base.State, task, [], false);
        for (int k = 0; k < _regression.Classes; k++)
        {
            var learnt = _regression.Weights(k);
            double constant = _regression.Constant(k) * (areAlike ? 1 : _one);
            for (int i = 0; i < _inputs; i++)
            {
                task.Direct[(k * Tile.Pad(_inputs)) + i] = T.CreateTruncating(learnt[i] * (areAlike ? 1 : _deviations[i]));
                constant += areAlike ? 0 : learnt[i] * _centre[i];
            }

            for (int i = 0; i < _mean.Length; i++)
            {
                task.Weight[(k * Tile.Pad(_mean.Length)) + i] = T.CreateTruncating(learnt[_inputs + i] * _unit);
                constant -= learnt[_inputs + i] * _unit * _mean[i];
            }

            task.Bias[k] = T.CreateTruncating(constant);
        }
    }

    /// <summary>Takes the units of the last layer from the rows to learn, and gives these rows.</summary>
    private (double[] Inputs, int[] Labels, double[] Weights) Begin(FeatureRows<T> rows, int[] training, bool areAlike)
    {
        _regression.Clear();
        Array.Clear(_mean);
        _unit = 1;
        double[] inputs = new double[training.Length * _regression.Stride];
        for (int i = 0; i < training.Length; i++)
        {
            Fill(rows, training[i], areAlike, Row(i));
        }

        double deviations = 0;
        for (int unit = 0; unit < _mean.Length; unit++)
        {
            double mean = 0;
            for (int i = 0; i < training.Length; i++)
            {
                mean += Row(i)[_inputs + unit] / training.Length;
            }

            for (int i = 0; i < training.Length; i++)
            {
                ref double value = ref Row(i)[_inputs + unit];
                value -= mean;
                deviations += value * value / training.Length;
            }

            _mean[unit] = mean;
        }

        _unit = deviations > 0 ? Math.Sqrt(_inputs / deviations) : 1;
        for (int i = 0; i < training.Length; i++)
        {
            foreach (ref double value in Row(i).Slice(_inputs, _mean.Length))
            {
                value *= _unit;
            }
        }

        return (inputs, [.. training.Select(rows.Label)], [.. training.Select(rows.Weight)]);

        Span<double> Row(int i) => inputs.AsSpan(i * _regression.Stride, _regression.Stride);
    }

    /// <summary>The inputs, the last layer in its units, and 1.</summary>
    private void Fill(FeatureRows<T> rows, int row, bool areAlike, Span<double> destination)
    {
        rows.Load(_parts.Network, row);
        for (int i = 0; i < _inputs; i++)
        {
            double input = double.CreateTruncating(_parts.Network.Input[i]);
            destination[i] = areAlike ? input : _centre[i] + (input * _deviations[i]);
        }

        if (_mean.Length > 0)
        {
            _parts.Network.Above(_base.State, []);
            for (int i = 0; i < _mean.Length; i++)
            {
                destination[_inputs + i] = (double.CreateTruncating(_parts.Network.Row.Last[i]) - _mean[i]) * _unit;
            }
        }

        destination[_inputs + _mean.Length] = areAlike ? 1 : _one;
    }

    /// <summary>Means and deviations of the inputs in the rows of the base, and 1, in units in which the mean square of the inputs is 1.</summary>
    private (double[] Centre, double[] Deviations, double One) AsTheyCome()
    {
        var (mean, inverse) = _parts.Standardizer.Inputs(_base);
        double[] centre = [.. mean.Select(value => double.CreateTruncating(value))];
        double[] deviations = [.. inverse.Select(value => value > T.Zero ? 1 / double.CreateTruncating(value) : 0)];
        double squares = 0;
        for (int i = 0; i < _inputs; i++)
        {
            squares += (centre[i] * centre[i]) + (deviations[i] * deviations[i]);
        }

        double unit = squares > 0 ? Math.Sqrt(_inputs / squares) : 1;
        return (Array.ConvertAll(centre, value => value * unit), Array.ConvertAll(deviations, value => value * unit), unit);
    }
}
