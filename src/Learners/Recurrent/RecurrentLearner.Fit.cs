using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <content>The fit by backpropagation through windows.</content>
public partial class RecurrentLearner<T>
{
    /// <summary>
    /// What a fit tries, relative to its options: streams want many large steps, few sequences small ones along more windows.
    /// </summary>
    private static readonly (double Rate, int Windows)[] Trials = [(1, 1), (0.1, 4)];

    /// <summary>
    /// The smaller step size in use that is tried behind windows, relative to the learner's: weights that have settled want smaller steps than drawn ones.
    /// </summary>
    private const double SlowRate = 0.3;

    /// <summary>
    /// Takes the scale of inputs and targets from rows, and fits the net to them by backpropagation through windows drawn at random across sequences and times.
    /// What is held back chooses among the passes, and whether the online rule goes on with its own step size or three tenths of it. All rows are then followed
    /// once in their order with weights that stand still, so that readouts, synthesiser, moments and gate know what they would know in use; rows held back at
    /// the end of the recording are learnt as in use. Where passes of the online rule are allowed, they are made too, and the best is kept where, on the rows
    /// held back, it is better than the windows both as they are learnt and without learning or labels; it then learns the rows held back. The online rule goes
    /// on from there.
    /// </summary>
    /// <param name="rows">The rows, in time order; rows of an unknown sequence count for nothing.</param>
    /// <param name="options">Windows, passes of at least 32 windows, validation and early stopping. Of ten sequences or more with labels, whole ones drawn at
    /// random are held back; else the last rows. Where there is validation, the passes are made twice, with the step size and with a tenth of it and four times
    /// as many windows to a step, and the better fit is kept.</param>
    /// <param name="passes">Passes of the online rule and their early stopping; rows are held back as <paramref name="options"/> has it, and without any no
    /// such pass is made. Null for windows alone.</param>
    /// <param name="progress">Is told of every pass. The validation loss of a pass of the online rule is relative to the fit by windows, the larger of the two
    /// that are compared.</param>
    /// <param name="cancellation">Ends the fit between two steps; the learner is then as it was before.</param>
    /// <returns>One entry a pass; the last one that is best says what was kept.</returns>
    /// <exception cref="ArgumentException">The rows have other sizes than the learner, or none to train on has a finite input and a known target.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    public IReadOnlyList<TrainingProgress> Fit(
        TrainingRows<T> rows,
        WindowTrainingOptions options,
        TrainingOptions? passes = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        passes?.Validate();
        if (rows.InputSize != InputSize || rows.OutputSize != TargetSize)
        {
            throw new ArgumentException(
                $"The rows have {rows.InputSize} inputs and {rows.OutputSize} targets; the learner takes {InputSize} and {TargetSize}.", nameof(rows));
        }

        var work = (RecurrentLearner<T>)Clone();
        work.Standardize(rows);
        work.Reset();
        work.Mode = UpdateMode.StateAndParameters;
        work = work.Fitted(rows, options, passes, progress, out var told, cancellation);
        work.Memory.Keep();
        Memory.CopyFrom(work.Memory);
        return told;
    }

    /// <summary>This learner, which has the scale of the rows, fitted to them.</summary>
    private RecurrentLearner<T> Fitted(
        TrainingRows<T> rows,
        WindowTrainingOptions options,
        TrainingOptions? passes,
        IProgress<TrainingProgress>? progress,
        out IReadOnlyList<TrainingProgress> told,
        CancellationToken cancellation)
    {
        var recording = new RecurrentRecording<T>(Record(rows, cancellation), rows.Count, options.ValidationFraction, options.Seed);
        if (recording.Training.Count == 0)
        {
            throw new ArgumentException("No row to train on has a finite input and a known target.", nameof(rows));
        }

        bool compares = recording.Validation.Count > 0;
        var trials = compares ? Trials : Trials[..1];
        var history = new TrialProgress((trials.Length * options.MaximumPasses) + (compares ? passes?.MaximumPasses ?? 0 : 0), progress);
        told = history.Passes;
        var training = Train(recording, options, trials, history, cancellation);
        var (learnt, kept) = recording.Divide(rows);
        var fitted = Followed(training, learnt, LearningRate, cancellation);
        if (compares)
        {
            var held = new HeldBackRows<T>(kept);
            var slow = (RecurrentLearner<T>)fitted.Clone();
            slow.LearningRate *= SlowRate;
            fitted = held.Learning(slow, cancellation) < held.Learning(fitted, cancellation) ? slow : fitted;
            if (passes is not null && new PassRace<T>(learnt, held, passes, history).Run(fitted, this, cancellation) is { } best)
            {
                OnlinePass.Run(best, kept, cancellation);
                return best;
            }
        }

        if (compares && recording.HoldsSequences)
        {
            return Followed(training, rows, fitted.LearningRate, cancellation);
        }

        OnlinePass.Run(fitted, kept, cancellation);
        return fitted;
    }

    /// <summary>Fits a net at each of some step sizes; gives the best.</summary>
    private RecurrentTraining<T> Train(
        RecurrentRecording<T> recording,
        WindowTrainingOptions options,
        ReadOnlySpan<(double Rate, int Windows)> trials,
        TrialProgress progress,
        CancellationToken cancellation)
    {
        RecurrentTraining<T>? best = null;
        foreach (var (rate, windows) in trials)
        {
            var trial = options with { LearningRate = rate * options.LearningRate, WindowsPerStep = windows * options.WindowsPerStep };
            var training = new RecurrentTraining<T>(InputSize, OutputSize, _parts.Label is not null, recording, Options, trial);
            int before = progress.Passes.Count;
            WindowTrainer.Fit(training, training.Optimizer, trial, progress, cancellation);
            best = best is null || progress.Passes.Skip(before).Any(pass => pass.IsBest) ? training : best;
        }

        return best!;
    }

    /// <summary>The sequences of a recording, their inputs cleaned as in use. Memory is used up.</summary>
    private List<RecurrentRun<T>> Record(TrainingRows<T> rows, CancellationToken cancellation)
    {
        List<RecurrentRun<T>> runs = [];
        Dictionary<SequenceKey, RecurrentRun<T>> open = [];
        var work = (RecurrentLearner<T>)Clone();
        var target = new T[TargetSize];
        for (int row = 0; row < rows.Count; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            var context = rows.Context(row);
            if (context.Sequence == SequenceKey.Unknown)
            {
                continue;
            }

            work.Memory.Activate(context);
            var quality = work.JudgeInput(rows.Input(row));
            if (!quality.IsRefused())
            {
                if (!open.TryGetValue(context.Sequence, out var run))
                {
                    runs.Add(open[context.Sequence] = run = new(InputSize, TargetSize));
                }

                bool isLearnt = quality <= WorstToLearnFrom && context.Weight > 0 && double.IsFinite(context.Weight) && IsKnownClass(rows.Target(row));
                target.AsSpan().Fill(T.NaN);
                if (isLearnt && Options.Output == RecurrentOutput.Linear)
                {
                    work._parts.Standardizer.ScaleTarget(work.Memory, rows.Target(row), target);
                }
                else if (isLearnt)
                {
                    rows.Target(row).CopyTo(target);
                }

                foreach (ref T value in target.AsSpan())
                {
                    value = T.IsFinite(value) ? value : T.NaN;
                }

                run.Add(row, work.Known, target, context.Weight);
                work._parts.Inputs.Commit(work.Memory, work.Known, quality);
            }

            if (context.EndsSequence)
            {
                open.Remove(context.Sequence);
                work.Memory.Close(context.Sequence);
            }
        }

        return runs;
    }

    /// <summary>This learner with the weights found, behind rows that it has gone over with them, and a step size to go on with.</summary>
    private RecurrentLearner<T> Followed(RecurrentTraining<T> training, TrainingRows<T> rows, double rate, CancellationToken cancellation)
    {
        var work = (RecurrentLearner<T>)Clone();
        foreach (var net in work._parts.Nets)
        {
            training.CopyTo(work.Memory, net);
            net.WeightRate(work.Memory) = 0;
        }

        work.Memory.Keep();
        work._parts.IsFollowing = true;
        OnlinePass.Run(work, rows, cancellation);
        work._parts.IsFollowing = false;
        work.LearningRate = rate;
        work.Memory.Keep();
        return work;
    }

    /// <summary>The loss of the prediction for a row that comes next, and of which nothing is taken in; NaN where it has none.</summary>
    internal double Foresee(in RowContext row, ReadOnlySpan<T> input, ReadOnlySpan<T> target)
    {
        Predict(row, input, _prediction);
        return !T.IsNaN(_prediction[0]) && IsKnownClass(target) && Leader.Output.Judge(Memory, target, out double loss) == TargetQuality.Known ? loss : double.NaN;
    }
}
