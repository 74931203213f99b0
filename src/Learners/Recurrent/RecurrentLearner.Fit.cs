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
    /// Takes the scale of inputs and targets from rows, and fits the net to them by backpropagation through windows drawn at random across sequences and times.
    /// All rows are then followed once in their order with weights that stand still, so that readouts, synthesiser, moments and gate know what they would know
    /// in use; rows held back at the end of the recording are learnt as in use. The online rule goes on from there.
    /// </summary>
    /// <param name="rows">The rows, in time order; rows of an unknown sequence count for nothing.</param>
    /// <param name="options">Windows, passes of at least 32 windows, validation and early stopping. Of ten sequences or more with labels, whole ones drawn at
    /// random
    /// are held back; else the last rows. Where there is validation, the passes are made twice, with the step size and with a tenth of it and four times as
    /// many
    /// windows to a step, and the better fit is kept.</param>
    /// <param name="progress">Is told of every pass.</param>
    /// <param name="cancellation">Ends the fit between two steps; the learner is then as it was before.</param>
    /// <returns>One entry a pass.</returns>
    /// <exception cref="ArgumentException">The rows have other sizes than the learner, or none to train on has a finite input and a known target.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    public IReadOnlyList<TrainingProgress> Fit(
        TrainingRows<T> rows, WindowTrainingOptions options, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (rows.InputSize != InputSize || rows.OutputSize != TargetSize)
        {
            throw new ArgumentException(
                $"The rows have {rows.InputSize} inputs and {rows.OutputSize} targets; the learner takes {InputSize} and {TargetSize}.", nameof(rows));
        }

        var work = (RecurrentLearner<T>)Clone();
        work.Standardize(rows);
        var recording = new RecurrentRecording<T>(work.Record(rows, cancellation), rows.Count, options.ValidationFraction, options.Seed);
        if (recording.Training.Count == 0)
        {
            throw new ArgumentException("No row to train on has a finite input and a known target.", nameof(rows));
        }

        var (best, passes) = Train(recording, options, progress, cancellation);
        work.Follow(best, rows, recording.Cut, cancellation);
        Memory.CopyFrom(work.Memory);
        return passes;
    }

    /// <summary>Fits a net at each of some step sizes, as far as there is something to compare them by; gives the best.</summary>
    private (RecurrentTraining<T> Best, IReadOnlyList<TrainingProgress> Passes) Train(
        RecurrentRecording<T> recording, WindowTrainingOptions options, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        bool compares = options.ValidationFraction > 0 && recording.Validation.Count > 0;
        var trials = compares ? Trials : Trials[..1];
        var passes = new TrialProgress(trials.Length, progress);
        RecurrentTraining<T>? best = null;
        foreach (var (rate, windows) in trials)
        {
            var trial = options with { LearningRate = rate * options.LearningRate, WindowsPerStep = windows * options.WindowsPerStep };
            var training = new RecurrentTraining<T>(InputSize, OutputSize, _parts.Label is not null, recording, Options, trial);
            int before = passes.Passes.Count;
            WindowTrainer.Fit(training, training.Optimizer, trial, passes, cancellation);
            best = passes.Passes.Skip(before).Any(pass => pass.IsBest) ? training : best;
        }

        return (best!, passes.Passes);
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

    /// <summary>Takes the weights found, goes over the rows with them, and learns those held back at the end.</summary>
    private void Follow(RecurrentTraining<T> training, TrainingRows<T> rows, int cut, CancellationToken cancellation)
    {
        double rate = LearningRate;
        foreach (var net in _parts.Nets)
        {
            training.CopyTo(Memory, net);
            net.WeightRate(Memory) = 0;
        }

        Reset();
        Memory.Keep();
        Mode = UpdateMode.StateAndParameters;
        _parts.IsFollowing = true;
        OnlinePass.Run(this, rows, 0, cut, null, cancellation);
        _parts.IsFollowing = false;
        foreach (var net in _parts.Nets)
        {
            net.WeightRate(Memory) = rate;
        }

        OnlinePass.Run(this, rows, cut, rows.Count, null, cancellation);
        Memory.Keep();
    }
}
