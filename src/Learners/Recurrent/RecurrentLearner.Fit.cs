using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <content>The fit by backpropagation through windows.</content>
public partial class RecurrentLearner<T>
{
    /// <summary>
    /// Takes the scale of inputs and targets from rows, and fits the net to them by backpropagation through windows drawn at random across sequences and times.
    /// What is held back chooses among the passes, and whether the online rule goes on with its own step size or three tenths of it. All rows are then followed
    /// once in their order with weights that stand still, so that readouts, synthesiser, moments and gate know what they would know in use; rows held back at
    /// the end of the recording, and of classes sequences held back, are learnt as in use instead. Where passes of the online rule are allowed, they are made
    /// too, and the best is kept where, on the rows held back, it is better than the windows both as they are learnt and without learning or labels; it then
    /// learns the rows held back. The online rule goes on from there.
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
        CancellationToken cancellation = default) => new RecurrentFit<T>(this).Run(rows, options, passes, progress, cancellation);

    /// <summary>Cleans a row that is of the active sequence, as windows see it, and takes it in as far as the cleaning goes.</summary>
    /// <param name="row">Whose row it is, and how much it counts.</param>
    /// <param name="input">The row.</param>
    /// <param name="target">Its target.</param>
    /// <param name="cleaned">Receives the inputs in standardised units.</param>
    /// <param name="wanted">Receives the target, numbers in standardised units; NaN where there is nothing to learn.</param>
    /// <returns>Whether the inputs can be used.</returns>
    internal bool Clean(in RowContext row, ReadOnlySpan<T> input, ReadOnlySpan<T> target, Span<T> cleaned, Span<T> wanted)
    {
        var quality = JudgeInput(input);
        if (quality.IsRefused())
        {
            return false;
        }

        bool isLearnt = quality <= WorstToLearnFrom && row.Weight > 0 && double.IsFinite(row.Weight) && IsKnownClass(target);
        wanted.Fill(T.NaN);
        if (isLearnt && Options.Output == RecurrentOutput.Linear)
        {
            _parts.Standardizer.ScaleTarget(Memory, target, wanted);
        }
        else if (isLearnt)
        {
            target.CopyTo(wanted);
        }

        foreach (ref T value in wanted)
        {
            value = T.IsFinite(value) ? value : T.NaN;
        }

        Known.CopyTo(cleaned);
        _parts.Inputs.Commit(Memory, Known, quality);
        return true;
    }

    /// <summary>A net to be fitted to a recording, from the weights that the options draw.</summary>
    internal RecurrentTraining<T> CreateTraining(SequenceRecording<T> recording, WindowTrainingOptions options) =>
        new(InputSize, OutputSize, _parts.Label is not null, recording, Options, options);

    /// <summary>Takes the weights found, and goes over rows with them.</summary>
    internal void Follow(RecurrentTraining<T> training, TrainingRows<T> rows, double rate, CancellationToken cancellation)
    {
        foreach (var net in _parts.Nets)
        {
            training.CopyTo(Memory, net);
            net.WeightRate(Memory) = 0;
        }

        Memory.Keep();
        _parts.IsFollowing = true;
        OnlinePass.Run(this, rows, cancellation);
        _parts.IsFollowing = false;
        LearningRate = rate;
        Memory.Keep();
    }
}
