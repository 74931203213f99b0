using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>
/// Ridge regression of the classes (1, and −1 / (K − 1) for the others) on the last layer of the base as it is. A setting is a penalty.
/// </summary>
internal sealed class RidgeMethod<T> : ITaskMethod<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly BaseParts<T> _parts;
    private readonly LearnerMemory _base;
    private readonly TaskRule<T> _rule;
    private readonly LearnerMemory _memory;
    private readonly int _units;
    private readonly double[] _features;
    private readonly double[] _gain;
    private readonly double[][] _weights;
    private double _size;

    /// <summary>Makes the method.</summary>
    public RidgeMethod(BaseParts<T> parts, LearnerMemory baseMemory, ComodulationOptions options, TaskDescriptor descriptor)
    {
        (_parts, _base, _units) = (parts, baseMemory, parts.Network.Shape.Last);
        _rule = new(parts.Network, options);
        Layout parameters = new(), state = new();
        Fields = new(parameters, state, "", parts.Network.Shape, descriptor);
        _memory = new(parameters, state, new(), 1, keepsCopy: false);
        (_features, _gain) = (new double[Tile.Pad(_units + 1)], new double[Tile.Pad(_units + 1)]);
        _weights = [.. Enumerable.Range(0, descriptor.Classes).Select(_ => new double[_features.Length])];
    }

    /// <inheritdoc/>
    public TaskFields<T> Fields { get; }

    /// <inheritdoc/>
    public int Settings => Penalties.Ridge.Length;

    /// <summary>The middle penalty.</summary>
    public int Usual => Penalties.Ridge.Length / 2;

    /// <inheritdoc/>
    public void Study(FeatureRows<T> rows, RowPart part, HeldBackLogits<T> judgements)
    {
        for (int penalty = 0; penalty < Penalties.Ridge.Length; penalty++)
        {
            Regress(rows, part.Training, Penalties.Ridge[penalty]);
            foreach (int row in part.HeldBack)
            {
                Fill(rows, row);
                for (int k = 0; k < _weights.Length; k++)
                {
                    judgements.At(penalty, part.Repeat, row)[k] = T.CreateTruncating(Reductions.Dot<double>(_weights[k], _features));
                }
            }
        }
    }

    /// <inheritdoc/>
    public LearnerMemory[] Learn(FeatureRows<T> rows, int[] training, int[] settings) =>
        Array.ConvertAll(settings, setting => Learn(rows, training, Penalties.Ridge[setting]));

    private LearnerMemory Learn(FeatureRows<T> rows, int[] training, double penalty)
    {
        Regress(rows, training, penalty);
        _memory.Parameters.Bytes.Clear();
        _memory.State.Bytes.Clear();
        var task = Fields.In(_memory);
        _rule.Begin(_base.State, task, [], false);
        int stride = Tile.Pad(_units);
        for (int k = 0; k < _weights.Length; k++)
        {
            for (int i = 0; i < _units; i++)
            {
                task.Weight[(k * stride) + i] = T.CreateTruncating(_weights[k][i] / _size);
            }

            task.Bias[k] = T.CreateTruncating(_weights[k][_units]);
        }

        return _memory.Copy();
    }

    private void Regress(FeatureRows<T> rows, int[] training, double penalty)
    {
        _size = 1;
        double squares = 0;
        foreach (int row in training)
        {
            Fill(rows, row);
            squares += Reductions.SumOfSquares<double>(_features) - 1;
        }

        _size = squares > 0 ? Math.Sqrt(squares / (training.Length * _units)) : 1;
        var layout = new MachineLayout<double>();
        var gain = new RecursiveGain(new(layout.State, false), "P", _units + 1, 1, penalty);
        var memory = new LearnerMemory(layout.Parameters.Layout, layout.State, layout.Sequence, 1, keepsCopy: false);
        gain.Initialize(memory);
        Array.ForEach(_weights, weights => Array.Clear(weights));
        double other = -1.0 / (_weights.Length - 1);
        foreach (int row in training)
        {
            Fill(rows, row);
            gain.Update(memory, _features, rows.Weight(row), _gain);
            for (int k = 0; k < _weights.Length; k++)
            {
                double error = (rows.Label(row) == k ? 1 : other) - Reductions.Dot<double>(_weights[k], _features);
                TensorPrimitives.FusedMultiplyAdd(_gain, error, _weights[k], _weights[k]);
            }
        }
    }

    /// <summary>The last layer at a row, over its size, and 1.</summary>
    private void Fill(FeatureRows<T> rows, int row)
    {
        rows.Load(_parts.Network, row);
        _parts.Network.Above(_base.State, []);
        for (int i = 0; i < _units; i++)
        {
            _features[i] = double.CreateTruncating(_parts.Network.Row.Last[i]) / _size;
        }

        _features[_units] = 1;
    }
}
