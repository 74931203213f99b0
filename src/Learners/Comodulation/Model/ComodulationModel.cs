using System.Globalization;
using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>
/// A classifier whose base never changes, and the tasks it has learnt: for each a coupling to the units of one layer, a gain of the units of the last, a
/// readout, or weights on the inputs. A model never changes; what would change it gives a new one that shares the base.
/// <code>
/// ã = a ∘ e^c      y = V (g ∘ a_L) + U x + v      without a task: y = V a_L + v
/// </code>
/// </summary>
/// <remarks>
/// <para>C. Haimerl, E. P. Simoncelli and C. Savin, "Fine-tuning hierarchical circuits through learned stochastic co-modulation", NeurIPS workshop 2022; J.
/// Boeshertz, C. Haimerl and C. Savin, "Task adaption by biologically inspired stochastic comodulation", arXiv 2311.15053 (2023). Noise serves to find the
/// gains alone: decisions are taken at m = 1 without it.</para>
/// <para>No task is ever forgotten: learning one touches neither the base nor another.</para>
/// </remarks>
/// <typeparam name="T">Element type of inputs and weights.</typeparam>
public sealed class ComodulationModel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ComodulationBase<T> _base;

    internal ComodulationModel(ComodulationBase<T> shared, IReadOnlyList<ComodulationTask<T>> tasks, string? active) =>
        (_base, Learnt, Active) = (shared, tasks, active);

    /// <summary>Elements of an input.</summary>
    public int InputSize => _base.InputSize;

    /// <summary>Number of classes of the base.</summary>
    public int Classes => _base.Classes;

    /// <summary>The tasks with what was learnt of them.</summary>
    internal IReadOnlyList<ComodulationTask<T>> Learnt { get; }

    /// <summary>Shape and learning rules.</summary>
    public ComodulationOptions Options => _base.Options;

    /// <summary>
    /// Names of the units that <see cref="ComodulationConfiguration.GivesRelevance"/> speaks of: those of the modulated layer, h1.0 and so on, or x.0 of
    /// inputs; then those of the last, gain.0 and so on.
    /// </summary>
    public IReadOnlyList<string> UnitNames
    {
        get
        {
            var shape = Options.Shape(InputSize, Classes);
            string layer = shape.ModulatedLayer == 0 ? "x" : string.Create(CultureInfo.InvariantCulture, $"h{shape.ModulatedLayer}");
            return [.. Names(layer, shape.Modulated), .. Names("gain", shape.Last)];

            static IEnumerable<string> Names(string prefix, int count) =>
                Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{prefix}.{i}"));
        }
    }

    /// <summary>The tasks, in the order in which they were learnt; the primary ones first.</summary>
    public IReadOnlyList<TaskDescriptor> Tasks => [.. Learnt.Select(task => task.Descriptor)];

    /// <summary>The task of rows that name none; null for the base.</summary>
    public string? Active { get; }

    /// <summary>Fits a base and its primary tasks.</summary>
    /// <param name="rows">The rows: a target is the index of a class, or NaN where it is not known; a row's sequence is
    /// <see cref="SequenceKey.Of(ReadOnlySpan{char})"/> of its task's name, or, where that is an integer, <see cref="SequenceKey.Of(long)"/>. Rows without a
    /// label or a weight, of <see cref="SequenceKey.Unknown"/>, or with an input that is missing, infinite or too large, are left out.</param>
    /// <param name="classes">Number of classes, the same for all tasks, at least 2.</param>
    /// <param name="tasks">Names of the primary tasks; none for a plain classifier, whose rows need no sequence.</param>
    /// <param name="options">Shape and learning rules.</param>
    /// <param name="progress">Is told of every pass of the base.</param>
    /// <param name="cancellation">Ends the fit between two batches.</param>
    /// <exception cref="ArgumentException">A row or an option cannot be used, a name occurs twice, or all rows of a task are of one class.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    public static ComodulationModel<T> Fit(
        TrainingRows<T> rows,
        int classes,
        IReadOnlyList<string> tasks,
        ComodulationOptions options,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default) => ComodulationTrainer.Fit(rows, classes, tasks, options, progress, cancellation: cancellation);

    /// <summary>The model for rows that name no task, as it was fitted: bit for bit the same, whatever has been learnt since.</summary>
    public ComodulationModel<T> Base => new(_base, Learnt, null);

    /// <summary>A task that is known.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    internal ComodulationTask<T> this[string task] => Learnt.FirstOrDefault(known => known.Descriptor.Name == task)
        ?? throw new ArgumentException(
            $"There is no task '{task}'; there are {(Learnt.Count == 0 ? "none" : string.Join(", ", Tasks.Select(known => known.Name)))}.",
            nameof(task));

    /// <summary>What a task multiplies each unit of the modulated layer by; empty where it does not modulate.</summary>
    /// <exception cref="ArgumentException">There is no such task.</exception>
    public IReadOnlyList<T> Factors(string task) => this[task].Factor;

    /// <summary>What a task multiplies each unit of the last layer by, of mean 1; empty where it has no gains.</summary>
    /// <exception cref="ArgumentException">There is no such task.</exception>
    public IReadOnlyList<T> Gains(string task) => this[task].Gain;

    /// <summary>The model with a task for rows that name none.</summary>
    /// <exception cref="ArgumentException">There is no such task.</exception>
    public ComodulationModel<T> ForTask(string task) => new(_base, Learnt, this[task].Descriptor.Name);

    /// <summary>The model without a task.</summary>
    /// <exception cref="ArgumentException">There is no such task.</exception>
    public ComodulationModel<T> Without(string task)
    {
        var removed = this[task];
        return new(_base, [.. Learnt.Where(known => known != removed)], Active == task ? null : Active);
    }

    /// <summary>The model with a task learnt from a few labelled rows; one of the same name is replaced.</summary>
    /// <param name="task">Its name.</param>
    /// <param name="rows">The rows; a target is the index of a class, and a row without one (NaN), of weight 0, or with an input that is
    /// missing, infinite or too large, is left out: <see cref="TaskDescriptor.RowsLeftOut"/> counts the last.</param>
    /// <param name="options">How to learn; null for <see cref="ComodulationOptions.Adaptation"/>.</param>
    /// <param name="classes">Number of classes; null for those of the base. A task with classes of its own has a readout of its own, and can be chosen by
    /// <see cref="ForTask"/> alone.</param>
    /// <param name="cancellation">Ends the adaptation at the next row.</param>
    /// <exception cref="ArgumentException">A row or an option cannot be used, a class has too few rows, or all rows are of one class.</exception>
    /// <exception cref="OperationCanceledException">The adaptation was cancelled.</exception>
    public ComodulationModel<T> Adapt(
        string task, TrainingRows<T> rows, AdaptationOptions? options = null, int? classes = null, CancellationToken cancellation = default)
    {
        var learnt = Adapter(task, rows, options, classes, cancellation).Learn();
        return new(_base, [.. Learnt.Where(known => known.Descriptor.Name != task), learnt], Active);
    }

    /// <summary>Learns a task by every method, as <see cref="Adapt"/> would, and measures all on the same further rows.</summary>
    /// <param name="task">Its name.</param>
    /// <param name="rows">The rows to learn.</param>
    /// <param name="test">The rows to measure on; whatever sequence they name, they are of this task.</param>
    /// <param name="options">How to learn; null for <see cref="ComodulationOptions.Adaptation"/>.</param>
    /// <param name="classes">Number of classes; null for those of the base.</param>
    /// <exception cref="ArgumentException">A row or an option cannot be used, a class has too few rows, or all rows are of one class.</exception>
    public TaskReport Compare(string task, TrainingRows<T> rows, TrainingRows<T> test, AdaptationOptions? options = null, int? classes = null)
    {
        var before = (classes ?? Classes) == Classes ? Base.Evaluate(test, namesTasks: false) : null;
        var (quality, chosen, methods) = Adapter(task, rows, (options ?? Options.Adaptation) with { Method = null }, classes, default).LearnAll();
        return new(
            task,
            quality.Reason,
            chosen,
            methods.ToDictionary(
                method => method.Descriptor.Method, method => new ComodulationModel<T>(_base, [method], task).Evaluate(test, namesTasks: false)),
            before is null ? null : (before, Base.Evaluate(test, namesTasks: false)));
    }

    /// <summary>Scores rows with known classes.</summary>
    /// <param name="rows">The rows; a target is the index of a class, and a row without one (NaN) is left out. A row's sequence is the key of its task; one
    /// that has none is of the active task.</param>
    public ClassificationMetrics Evaluate(TrainingRows<T> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Evaluate(rows, namesTasks: true);
    }

    private ClassificationMetrics Evaluate(TrainingRows<T> rows, bool namesTasks)
    {
        var learner = CreateLearner();
        var score = new ClassificationScore(learner.ClassCount);
        T[] prediction = new T[learner.OutputSize];
        for (int row = 0; row < rows.Count; row++)
        {
            if (TargetClass.Read(rows, row, learner.ClassCount) is { } label)
            {
                learner.Predict(namesTasks ? rows.Context(row) : default, rows.Input(row), prediction);
                score.Add<T>(prediction.AsSpan(0, learner.ClassCount), label);
            }
        }

        return score.Metrics();
    }

    /// <summary>A learner of its own that scores, and goes on learning row by row.</summary>
    /// <param name="givesRelevance">Whether its predictions end with how much each unit counts in the row's task.</param>
    public ComodulationLearner<T> CreateLearner(bool givesRelevance = false)
    {
        var configuration = new ComodulationConfiguration
        {
            Classes = Classes,
            Options = Options,
            Tasks = Tasks,
            Active = Active,
            GivesRelevance = givesRelevance,
        };
        var learner = new ComodulationLearner<T>(InputSize, configuration);
        learner.CopyFrom(_base, Learnt);
        return learner;
    }

    /// <summary>
    /// A plain model of the network with a task's couplings and gains put into its weights: it costs what the base costs, and equals the task up to rounding.
    /// It cannot be unfolded. Of a logistic regression on the inputs it is a network without hidden layers; with the base beside them, each hidden layer has
    /// two units more for each class.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such task, or a layer would have more than 4096 units.</exception>
    public ComodulationModel<T> Fold(string task)
    {
        var learnt = this[task];
        var folded = new ComodulationBase<T>(InputSize, learnt.Descriptor.Classes, DirectFolding.Shape(Options, learnt.Descriptor));
        BaseParts<T> own = _base.CreateParts(), parts = folded.CreateParts();
        parts.Initialize(folded.Memory, Options.Coupling);
        TaskFolding.Fold(own, _base.Memory, learnt, parts, folded.Memory);
        return new(folded, [], null);
    }

    /// <summary>The base as plain matrices, to be exported. Of a task: that of <see cref="Fold"/>.</summary>
    /// <returns>
    /// A perceptron: x ← (x − Mean) · InverseDeviation, then max(0, W x + b) for each layer but the last, which gives logits; of each layer the weights, a row
    /// for each output, and an element of the bias for each output.
    /// </returns>
    public (
        IReadOnlyList<T> Mean,
        IReadOnlyList<T> InverseDeviation,
        IReadOnlyList<(IReadOnlyList<IReadOnlyList<T>> Weights, IReadOnlyList<T> Bias)> Layers) Export() =>
        TaskFolding.Export(_base.CreateParts(), _base.Memory);

    /// <summary>The base's numbers, as bytes: equal before and after whatever is learnt.</summary>
    public byte[] BaseHash() => _base.Memory.Hash();

    private TaskAdapter<T> Adapter(string task, TrainingRows<T> rows, AdaptationOptions? options, int? classes, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(task);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfNotEqual(rows.InputSize, InputSize, nameof(rows));
        Require.InRange(classes ?? 2, 2, 4096, nameof(classes));
        var chosen = Options with { Adaptation = options ?? Options.Adaptation };
        chosen.Validate();
        var parts = _base.CreateParts();
        var features = new FeatureRows<T>(parts, _base.Memory, rows, classes ?? Classes, Options.BalancesClasses) { Cancellation = cancellation };
        return new(parts, _base.Memory, chosen, task, features);
    }
}
