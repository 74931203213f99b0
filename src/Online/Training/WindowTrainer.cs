using System.Numerics;
using AdaptiveML.Kernels;

namespace AdaptiveML.Online;

/// <summary>
/// Fits parameters to random windows of recorded rows, a step of an optimiser for every few windows, and keeps those of the pass whose validation loss is
/// lowest.
/// </summary>
internal static class WindowTrainer
{
    private const double LastRate = 0.01;

    /// <summary>Makes the passes.</summary>
    /// <returns>One entry a pass.</returns>
    /// <exception cref="ArgumentException">No window had a target and a finite gradient.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    public static IReadOnlyList<TrainingProgress> Fit<T>(
        IWindowModel model, Optimizer<T> optimizer, WindowTrainingOptions options, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = Xoshiro256.Seed(stackalloc ulong[Xoshiro256.StateLength], options.Seed);
        int steps = (model.WindowsPerPass + options.WindowsPerStep - 1) / options.WindowsPerStep;
        FlatBuffer parameters = model.Memory.Parameters, best = new(parameters.Layout);
        best.CopyFrom(parameters);
        var stopping = new EarlyStopping(options.MaximumPasses, options.Patience, progress);
        while (stopping.GoesOn)
        {
            double sum = 0;
            int taken = 0;
            for (int step = 0; step < steps; step++)
            {
                cancellation.ThrowIfCancellationRequested();
                double done = ((double)(stopping.Passes.Count * (long)steps) + step) / (options.MaximumPasses * (double)steps);
                optimizer.LearningRate(model.Memory) = Rate(options, done);
                double loss = Step(model, optimizer, options, random);
                (sum, taken) = double.IsFinite(loss) ? (sum + loss, taken + 1) : (sum, taken);
            }

            if (taken == 0)
            {
                throw new ArgumentException("No window to train on has a known target and a finite gradient.", nameof(model));
            }

            double validationLoss = options.ValidationFraction > 0 ? model.Validate(cancellation) : double.NaN;
            if (stopping.Add(sum / taken, double.IsNaN(validationLoss) ? null : validationLoss))
            {
                best.CopyFrom(parameters);
            }
        }

        parameters.CopyFrom(best);
        return stopping.Passes;
    }

    private static double Rate(WindowTrainingOptions options, double done) => options.DecaysRate
        ? options.LearningRate * (LastRate + ((1 - LastRate) * 0.5 * (1 + Elementary.SinCos(Math.PI * done).Cos)))
        : options.LearningRate;

    /// <summary>A step along the mean gradient of some windows; gives their mean loss, NaN where no step could be made.</summary>
    private static double Step<T>(IWindowModel model, Optimizer<T> optimizer, WindowTrainingOptions options, Xoshiro256 random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        model.Memory.Gradients.Bytes.Clear();
        double sum = 0;
        int known = 0;
        for (int i = 0; i < options.WindowsPerStep; i++)
        {
            double loss = model.Differentiate(random);
            (sum, known) = double.IsNaN(loss) ? (sum, known) : (sum + loss, known + 1);
        }

        double length = Reductions.Norm<T>(model.Memory.Gradients.All<T>());
        var scale = GradientScale.Of(length, known, options.ClipNorm);
        if (known == 0 || !scale.IsFinite || !double.IsFinite(sum))
        {
            return double.NaN;
        }

        optimizer.Step(model.Memory, scale.Factor);
        return sum / known;
    }
}
