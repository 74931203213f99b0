using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>
/// Fits weights, readout and the couplings of primary tasks together, by AdamW on batches of rows that are drawn from all tasks: in passes of which the best
/// on rows held back is kept, then in as many over all rows. A row that is held back is so in all tasks.
/// </summary>
internal sealed class BaseTrainer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Patience is of so many steps at least: of few rows a pass is hardly a step.</summary>
    private const int LeastPatience = 1000;

    private readonly ComodulationOptions _options;
    private readonly ModulatedNetwork<T> _network;
    private readonly Optimizer<T> _optimizer;
    private readonly Field _couplings;
    private readonly LearnerMemory _memory;
    private readonly int _tasks;
    private readonly T[] _factors;
    private readonly T[] _scratch;
    private readonly T[] _logits;
    private readonly T[] _logitGradient;
    private int[] _heldBack = [];

    /// <summary>Makes a base of drawn weights.</summary>
    /// <param name="shape">Its sizes.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="tasks">Number of tasks; with none nothing is modulated.</param>
    public BaseTrainer(NetworkShape shape, ComodulationOptions options, int tasks)
    {
        (_options, _tasks) = (options, tasks);
        var layout = new MachineLayout<T>();
        _network = new(shape, new(shape, (name, decays, sizes) => layout.Parameters.Add(name, 1, decays, sizes)));
        int units = Tile.Pad(shape.Modulated);
        _couplings = layout.Parameters.Add("u", 1, false, tasks, units);
        _optimizer = new(
            new() { Optimizer = OptimizerKind.AdamW, LearningRate = options.Fit.LearningRate, WeightDecay = options.Fit.WeightDecay },
            layout.Parameters,
            layout.State);
        _memory = new(layout.Parameters.Layout, layout.State, layout.Sequence, 1);
        _optimizer.Initialize(_memory);
        _network.Draw(_memory.Parameters, Xoshiro256.Seed(stackalloc ulong[Xoshiro256.StateLength], options.Seed));
        for (int task = 0; task < tasks; task++)
        {
            Parameter(task)[..shape.Modulated].Fill(T.CreateTruncating(Coupling.Parameter(options.Coupling, 1)));
        }

        (_factors, _scratch) = (new T[tasks * units], new T[units]);
        (_logits, _logitGradient) = (new T[shape.Classes], new T[shape.Classes]);
    }

    /// <summary>The rows that the fit held back.</summary>
    public IReadOnlyCollection<int> HeldBack => _heldBack;

    /// <summary>The pass that was kept, counted from 1.</summary>
    private int BestPass { get; set; }

    /// <summary>By what the logits are to be multiplied, so that they are as sure as the rows held back say.</summary>
    private double Scale { get; set; } = 1;

    /// <summary>u of a task.</summary>
    public Span<T> Parameter(int task) => Row(_memory.Parameters.View<T>(_couplings), task);

    /// <summary>The weights, in the order of <see cref="NetworkFields"/>; those of the readout so that logits are as sure as the rows held back say.</summary>
    public void CopyWeights(NetworkFields to, FlatBuffer target)
    {
        foreach (var (own, others) in _network.Fields.Weights.Concat(_network.Fields.Biases).Zip(to.Weights.Concat(to.Biases)))
        {
            _memory.Parameters.View<T>(own).CopyTo(target.View<T>(others));
        }

        foreach (var field in (ReadOnlySpan<Field>)[to.Weights[^1], to.Biases[^1]])
        {
            TensorPrimitives.Multiply(target.View<T>(field), T.CreateTruncating(Scale), target.View<T>(field));
        }
    }

    /// <summary>Makes passes until there is no clear progress on the rows held back, and keeps the best.</summary>
    public void Fit(PrimaryRows<T> rows, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], _options.Seed + 1);
        (_heldBack, int[] training) = Divide(rows);
        double[] losses = new double[_heldBack.Length];
        int steps = (training.Length + _options.Fit.BatchSize - 1) / _options.Fit.BatchSize;
        var passes = new EarlyStopping(_options.Fit.MaximumPasses, int.MaxValue, progress);
        var evidence = new ClearProgress(Math.Max(_options.Fit.Patience, LeastPatience / steps));
        Refresh();
        while (passes.GoesOn && evidence.GoesOn)
        {
            random.Shuffle<int>(training);
            double learnt = Learn(rows, training, cancellation);
            var (scale, loss) = Judge(rows, losses);
            if (passes.Add(learnt, loss))
            {
                _memory.Keep();
                (BestPass, Scale) = (passes.Passes.Count, scale);
            }

            evidence.Add(losses);
        }

        _memory.Restore();
    }

    /// <summary>A base of all rows, none held back: the same drawn weights, and as many passes as were kept here.</summary>
    public BaseTrainer<T> FitAll(PrimaryRows<T> rows, CancellationToken cancellation)
    {
        var all = new BaseTrainer<T>(_network.Shape, _options, _tasks) { BestPass = BestPass, Scale = Scale };
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], _options.Seed + 1);
        int[] order = [.. Enumerable.Range(0, rows.Count)];
        all.Refresh();
        for (int pass = 0; pass < BestPass; pass++)
        {
            random.Shuffle<int>(order);
            all.Learn(rows, order, cancellation);
        }

        return all;
    }

    /// <summary>The rows of the contents that are held back, and the others.</summary>
    private (int[] HeldBack, int[] Training) Divide(PrimaryRows<T> rows)
    {
        ulong[] contents = rows.Contents();
        int[] heldBack = HoldOut.Draw(contents, rows.Strata(contents), _options.Fit.ValidationFraction, _options.Seed);
        int[] training = [.. Enumerable.Range(0, rows.Count).Except(heldBack)];
        return training.Length > 0 ? (heldBack, training) : ([], heldBack);
    }

    private double Learn(PrimaryRows<T> rows, int[] order, CancellationToken cancellation)
    {
        double sum = 0, weight = 0;
        for (int at = 0; at < order.Length; at += _options.Fit.BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            double loss = 0, total = 0;
            foreach (int row in order.AsSpan(at, Math.Min(_options.Fit.BatchSize, order.Length - at)))
            {
                loss += rows.Weight(row) * Differentiate(rows, row);
                total += rows.Weight(row);
            }

            _optimizer.Step(_memory, 1 / total);
            _memory.Gradients.Bytes.Clear();
            Coupling.Bound(_options.Coupling, _memory.Parameters.View<T>(_couplings));
            Refresh();
            sum += loss;
            weight += total;
        }

        return sum / weight;
    }

    /// <summary>
    /// The mean loss of the rows held back at the scale of the logits where it is least, and that scale; null without any. Passes are to be compared by what
    /// the base tells apart: how sure it is of it is mended by the scale, which is at most 1, since new tasks could not learn from a base that is surer still.
    /// </summary>
    /// <param name="rows">The rows.</param>
    /// <param name="losses">Receives the loss of each row held back.</param>
    private (double Scale, double? Loss) Judge(PrimaryRows<T> rows, double[] losses)
    {
        if (losses.Length == 0)
        {
            return (1, null);
        }

        T[] logits = new T[losses.Length * _logits.Length];
        for (int i = 0; i < losses.Length; i++)
        {
            Forward(rows, _heldBack[i]);
            _logits.CopyTo(logits.AsSpan(i * _logits.Length));
        }

        int Label(int at) => rows.Label(_heldBack[at]);
        double Weight(int at) => rows.Weight(_heldBack[at]);
        var (scale, loss) = LogitScale.Best(logits, _logits.Length, Label, Weight, largest: 1);
        LogitScale.Losses(logits, scale, Label, Weight, losses);
        return (scale, loss);
    }

    private double Forward(PrimaryRows<T> rows, int row)
    {
        var weights = _memory.Parameters;
        rows.Load(_network, row);
        _network.Below(weights);
        _network.Above(weights, Factor(rows.Task(row)));
        _network.Logits(_network.ReadoutWeight(weights), _network.ReadoutBias(weights), [], _logits);
        return Softmax.Loss<T>(_logits, rows.Label(row));
    }

    private double Differentiate(PrimaryRows<T> rows, int row)
    {
        double loss = Forward(rows, row);
        FlatBuffer weights = _memory.Parameters, gradients = _memory.Gradients;
        int task = rows.Task(row);
        Softmax.Gradient<T>(_logits, rows.Label(row), rows.Weight(row), _logitGradient);
        DenseRows.AddGradient(_network.Row.Scaled, _logitGradient, _network.ReadoutWeight(gradients), _network.ReadoutBias(gradients));
        _network.Back(weights, _network.ReadoutWeight(weights), [], _logitGradient, gradients);
        if (task >= 0)
        {
            var features = _options.Modulation == ModulationKind.Linear ? _network.Features : _network.Row.Modulated;
            TensorPrimitives.Multiply<T>(_network.Row.ModulatedGradient, features, _scratch);
            Coupling.MultiplySlope(_options.Coupling, Parameter(task), _scratch);
            var gradient = Row(gradients.View<T>(_couplings), task);
            TensorPrimitives.Add(gradient, _scratch, gradient);
        }

        _network.BackBelow(weights, Factor(task), gradients);
        return loss;
    }

    private void Refresh()
    {
        for (int task = 0; task < _tasks; task++)
        {
            Coupling.Fill(_options.Coupling, Parameter(task), _scratch);
            Modulation.Fill(_options.Modulation, _scratch, T.One, T.Zero, Row(_factors, task));
        }
    }

    private ReadOnlySpan<T> Factor(int task) => task < 0 ? [] : Row(_factors, task);

    private Span<T> Row(Span<T> table, int task) => table.Slice(task * (table.Length / _tasks), table.Length / _tasks);
}
