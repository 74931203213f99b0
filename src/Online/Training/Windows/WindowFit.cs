using System.Numerics;

namespace AdaptiveML.Online;

/// <summary>
/// Fits a learner to recorded rows by backpropagation through windows drawn at random across sequences and times, and compares that with passes of the rule
/// that learns in use. What is the machine's own, its net, its inputs and what it is made to follow, is a derived class's.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="learner">The learner to fit.</param>
internal abstract class WindowFit<T>(OnlineLearner<T> learner)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// The smaller step size in use that is tried behind windows, relative to the learner's: weights that have settled want smaller steps than drawn ones.
    /// </summary>
    private const double SlowRate = 0.3;

    /// <summary>
    /// What a fit tries, relative to its options: streams want many large steps, few sequences small ones along more windows.
    /// </summary>
    private static readonly (double Rate, int Windows)[] Trials = [(1, 1), (0.1, 4)];

    /// <summary>Takes the scale from the rows and fits the learner to them.</summary>
    /// <param name="rows">The rows, in time order; rows of an unknown sequence count for nothing.</param>
    /// <param name="options">Windows, passes, validation and early stopping.</param>
    /// <param name="passes">Passes of the online rule and their early stopping; null for windows alone.</param>
    /// <param name="progress">Is told of every pass.</param>
    /// <param name="cancellation">Ends the fit between two steps; the learner is then as it was before.</param>
    /// <returns>One entry a pass; the last one that is best says what was kept.</returns>
    /// <exception cref="ArgumentException">The rows have other sizes than the learner, or none to train on has a finite input and a known target.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    public IReadOnlyList<TrainingProgress> Run(
        TrainingRows<T> rows,
        WindowTrainingOptions options,
        TrainingOptions? passes,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        passes?.Validate();
        if (rows.InputSize != learner.InputSize || rows.OutputSize != learner.TargetSize)
        {
            throw new ArgumentException(
                $"The rows have {rows.InputSize} inputs and {rows.OutputSize} targets; the learner takes {learner.InputSize} and {learner.TargetSize}.",
                nameof(rows));
        }

        var drawn = learner.Clone();
        Gradient(drawn).Standardize(rows);
        drawn.Reset();
        drawn.Mode = UpdateMode.StateAndParameters;
        var runs = Record(drawn, rows, cancellation);
        var recording = new SequenceRecording<T>(runs, rows.Count, options.ValidationFraction, options.Seed, areClasses: learner is IClassifier);
        if (recording.Training.Count == 0)
        {
            throw new ArgumentException("No row to train on has a finite input and a known target.", nameof(rows));
        }

        bool compares = recording.Validation.Count > 0;
        var trials = compares ? Trials : Trials[..1];
        var history = new TrialProgress((trials.Length * options.MaximumPasses) + (compares ? passes?.MaximumPasses ?? 0 : 0), progress);
        var training = Train(drawn, recording, options, trials, history, cancellation);
        var (learnt, kept) = recording.Divide(rows);
        var fitted = Follow(drawn, training, learnt, Gradient(drawn).LearningRate, cancellation);
        IOnlineLearner<T>? best = null;
        if (compares)
        {
            var held = new HeldBackRows<T>(kept);
            var slow = fitted.Clone();
            Gradient(slow).LearningRate *= SlowRate;
            fitted = held.Learning(slow, cancellation) < held.Learning(fitted, cancellation) ? slow : fitted;
            best = passes is null ? null : new PassRace<T>(learnt, held, passes, history).Run(fitted, drawn, cancellation);
        }

        if (best is null && compares && recording.HoldsSequences && learner is not IClassifier)
        {
            // Numbers of sequence after sequence would pull what has settled from one to the next.
            best = Follow(drawn, training, rows, Gradient(fitted).LearningRate, cancellation);
        }
        else
        {
            best ??= fitted;
            OnlinePass.Run(best, kept, cancellation);
        }

        best.Memory.Keep();
        learner.Memory.CopyFrom(best.Memory);
        return history.Passes;
    }

    /// <summary>
    /// Judges a row as in use, and writes it as windows see it: inputs cleaned and in standardised units, targets likewise, NaN where nothing is to be learnt.
    /// </summary>
    /// <returns>Whether the row's inputs can be used at all.</returns>
    protected abstract bool Clean(
        IOnlineLearner<T> work, in RowContext row, ReadOnlySpan<T> input, ReadOnlySpan<T> target, Span<T> cleaned, Span<T> wanted);

    /// <summary>What a trainer of windows fits, from a learner's parameters.</summary>
    protected abstract (IWindowModel Model, Optimizer<T> Optimizer) Create(
        IOnlineLearner<T> start, SequenceRecording<T> recording, WindowTrainingOptions options);

    /// <summary>
    /// A copy of a learner with the parameters found, behind rows that it has gone over while these stood still, and a step size to go on with.
    /// </summary>
    protected abstract IOnlineLearner<T> Follow(
        IOnlineLearner<T> start, IWindowModel training, TrainingRows<T> rows, double rate, CancellationToken cancellation);

    private static IGradientLearner<T> Gradient(IOnlineLearner<T> learner) => (IGradientLearner<T>)learner;

    /// <summary>Fits at each of some step sizes; gives the best.</summary>
    private IWindowModel Train(
        IOnlineLearner<T> start,
        SequenceRecording<T> recording,
        WindowTrainingOptions options,
        ReadOnlySpan<(double Rate, int Windows)> trials,
        TrialProgress progress,
        CancellationToken cancellation)
    {
        IWindowModel? best = null;
        foreach (var (rate, windows) in trials)
        {
            var trial = options with { LearningRate = rate * options.LearningRate, WindowsPerStep = windows * options.WindowsPerStep };
            var (model, optimizer) = Create(start, recording, trial);
            int before = progress.Passes.Count;
            WindowTrainer.Fit(model, optimizer, trial, progress, cancellation);
            best = best is null || progress.Passes.Skip(before).Any(pass => pass.IsBest) ? model : best;
        }

        return best!;
    }

    /// <summary>The sequences of a recording, their inputs cleaned as in use.</summary>
    private List<SequenceRun<T>> Record(IOnlineLearner<T> start, TrainingRows<T> rows, CancellationToken cancellation)
    {
        List<SequenceRun<T>> runs = [];
        Dictionary<SequenceKey, SequenceRun<T>> open = [];
        var work = start.Clone();
        T[] cleaned = new T[rows.InputSize], wanted = new T[rows.OutputSize];
        for (int row = 0; row < rows.Count; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            var context = rows.Context(row);
            if (context.Sequence == SequenceKey.Unknown)
            {
                continue;
            }

            work.Memory.Activate(context);
            if (Clean(work, context, rows.Input(row), rows.Target(row), cleaned, wanted))
            {
                if (!open.TryGetValue(context.Sequence, out var run))
                {
                    runs.Add(open[context.Sequence] = run = new(rows.InputSize, rows.OutputSize));
                }

                run.Add(row, cleaned, wanted, context.Weight);
            }

            if (context.EndsSequence)
            {
                open.Remove(context.Sequence);
                work.Memory.Close(context.Sequence);
            }
        }

        return runs;
    }
}
