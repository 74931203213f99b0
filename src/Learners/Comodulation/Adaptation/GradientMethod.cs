using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>
/// Couplings, readout or both along the gradient, with gains routed after each step where the method has them. A setting is a number of steps.
/// </summary>
internal sealed class GradientMethod<T> : ITaskMethod<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly BaseParts<T> _parts;
    private readonly LearnerMemory _base;
    private readonly ComodulationOptions _options;
    private readonly TaskRule<T> _rule;
    private readonly GainRouter<T> _router;
    private readonly LearnerMemory _memory;
    private readonly ulong[] _random = new ulong[Xoshiro256.StateLength];
    private readonly T[] _logits;
    private readonly T[] _logitGradient;
    private int[] _order = [];
    private int _next;

    /// <summary>Makes the method.</summary>
    public GradientMethod(BaseParts<T> parts, LearnerMemory baseMemory, ComodulationOptions options, TaskDescriptor descriptor)
    {
        (_parts, _base, _options) = (parts, baseMemory, options);
        _rule = new(parts.Network, options);
        _router = new(_rule, options, options.Adaptation.RoutingSamples);
        Layout parameters = new(), state = new();
        Fields = new(parameters, state, "", parts.Network.Shape, descriptor);
        _memory = new(parameters, state, new(), 1, keepsCopy: false);
        (_logits, _logitGradient) = (new T[descriptor.Classes], new T[descriptor.Classes]);
    }

    /// <inheritdoc/>
    public TaskFields<T> Fields { get; }

    /// <inheritdoc/>
    public int Settings => _options.Adaptation.Looks;

    /// <summary>All steps.</summary>
    public int Usual => Settings - 1;

    /// <inheritdoc/>
    public void Study(FeatureRows<T> rows, RowPart part, HeldBackLogits<T> judgements)
    {
        Begin(rows, part.Training);
        for (int setting = 0; setting < Settings; setting++)
        {
            if (setting > 0)
            {
                Train(rows, _options.Adaptation.StepsPerLook);
            }

            foreach (int row in part.HeldBack)
            {
                rows.Load(_parts.Network, row);
                _rule.Forward(_base.State, Fields.In(_memory), judgements.At(setting, part.Repeat, row));
            }
        }
    }

    /// <inheritdoc/>
    public LearnerMemory[] Learn(FeatureRows<T> rows, int[] training, int[] settings)
    {
        Begin(rows, training);
        int reached = 0;
        return Array.ConvertAll(settings, setting =>
        {
            Train(rows, (setting - reached) * _options.Adaptation.StepsPerLook);
            reached = setting;
            return _memory.Copy();
        });
    }

    /// <summary>One step along the mean gradient of a batch, and gains from the same rows; gives the mean loss before.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="batch">Those of the batch.</param>
    public double Descend(FeatureRows<T> rows, ReadOnlySpan<int> batch)
    {
        var task = Fields.In(_memory);
        var gradient = Fields.GradientIn(_memory);
        double loss = 0, total = 0;
        foreach (int row in batch)
        {
            double weight = rows.Weight(row);
            rows.Load(_parts.Network, row);
            _rule.Forward(_base.State, task, _logits);
            loss += weight * Softmax.Gradient<T>(_logits, rows.Label(row), weight, _logitGradient);
            total += weight;
            _rule.Differentiate(_base.State, task, gradient, _logitGradient);
        }

        TaskRule<T>.AddSparsity(task, gradient, _options.Adaptation.L1 * total);
        _rule.Step(task, gradient, _options.Adaptation.LearningRate, _options.Adaptation.ReadoutLearningRate, 1 / total);
        _memory.Gradients.Bytes.Clear();
        return loss / total;
    }

    /// <summary>The task's memory at work.</summary>
    internal LearnerMemory Memory => _memory;

    /// <summary>Its rule.</summary>
    internal TaskRule<T> Rule => _rule;

    /// <summary>Its router.</summary>
    internal GainRouter<T> Router => _router;

    /// <summary>Sets the task to where it begins.</summary>
    internal void Begin(FeatureRows<T> rows, int[] training)
    {
        _memory.Parameters.Bytes.Clear();
        _memory.State.Bytes.Clear();
        _rule.Begin(_base.State, Fields.In(_memory), StartOf(rows, training), Fields.Descriptor.Classes == _parts.Network.Shape.Classes);
        Xoshiro256.Seed(_random, _options.Seed);
        _order = [.. training];
        _next = _order.Length;
    }

    private void Train(FeatureRows<T> rows, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            var batch = NextBatch();
            Descend(rows, batch);
            if (Fields.Descriptor.HasGain)
            {
                _router.Route(_base.State, Fields.In(_memory), rows, batch, new Xoshiro256(_random));
            }
        }
    }

    private ReadOnlySpan<int> NextBatch()
    {
        int size = Math.Min(_options.Adaptation.BatchSize, _order.Length);
        if (_next + size > _order.Length)
        {
            new Xoshiro256(_random).Shuffle<int>(_order);
            _next = 0;
        }

        _next += size;
        return _order.AsSpan(_next - size, size);
    }

    private T[] StartOf(FeatureRows<T> rows, int[] training)
    {
        T[] start = _parts.Start(_base).ToArray();
        if (_options.CouplingStart == CouplingStart.PrimaryMean)
        {
            return start;
        }

        int units = _parts.Network.Shape.Modulated;
        double[] couplings = new double[units];
        if (_options.CouplingStart == CouplingStart.One)
        {
            Array.Fill(couplings, 1);
        }
        else
        {
            var (features, labels) = rows.Gather(training);
            for (int unit = 0; unit < units; unit++)
            {
                couplings[unit] = Measure(features, start.Length, labels, rows.Classes, unit);
            }

            double mean = couplings.Average();
            for (int unit = 0; unit < units; unit++)
            {
                couplings[unit] = mean > 0 ? Math.Min(couplings[unit] / mean, Coupling.Largest) : 1;
            }
        }

        for (int unit = 0; unit < units; unit++)
        {
            start[unit] = T.CreateTruncating(Coupling.Parameter(_options.Coupling, Math.Max(couplings[unit], 1e-6)));
        }

        return start;
    }

    private double Measure(T[] features, int stride, int[] labels, int classes, int unit) => _options.CouplingStart switch
    {
        CouplingStart.Discriminability => Informativeness.Largest(classes, k => Informativeness.Discriminability<T>(features, stride, labels, k, unit)),
        CouplingStart.LabelCorrelation => Informativeness.Largest(classes, k => Informativeness.Correlation<T>(features, stride, labels, k, unit)),
        _ => Informativeness.CorrelationRatio<T>(features, stride, labels, classes, unit),
    };
}
