using System.Globalization;
using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>Fits the base of a comodulated classifier, and finds out on held-back primary tasks which method to trust.</summary>
internal static class ComodulationTrainer
{
    /// <inheritdoc cref="ComodulationModel{T}.Fit"/>
    public static ComodulationModel<T> Fit<T>(
        TrainingRows<T> rows,
        int classes,
        IReadOnlyList<string> tasks,
        ComodulationOptions options,
        IProgress<TrainingProgress>? progress = null,
        IReadOnlyList<string>? classNames = null,
        CancellationToken cancellation = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentNullException.ThrowIfNull(options);
        if (tasks.FirstOrDefault(name => string.IsNullOrEmpty(name) || tasks.Count(other => other == name) > 1) is { } wrong)
        {
            throw new ArgumentException($"Tasks need names, each its own: '{wrong}'.", nameof(tasks));
        }

        var model = new ComodulationBase<T>(rows.InputSize, classes, options);
        var (parts, memory) = (model.CreateParts(), model.Memory);
        parts.Initialize(memory, options.Coupling);
        parts.Standardizer.Fit(memory, Inputs(rows));
        var primary = new PrimaryRows<T>(parts, memory, rows, tasks, classes, options.BalancesClasses);
        if (primary.Count == 0)
        {
            throw new ArgumentException("No row to fit has a label, a weight, a task and inputs that can be used.", nameof(rows));
        }

        int[] known = [.. Enumerable.Range(0, primary.Count).Select(primary.Task).Distinct()];
        if (Enumerable.Range(0, tasks.Count).Except(known).FirstOrDefault(-1) is >= 0 and var missing)
        {
            throw new ArgumentException(
                $"No row of task '{tasks[missing]}' has a label, a weight and inputs that can be used: leave it out, or give rows of it.", nameof(rows));
        }

        RefuseOneClass(primary, tasks, classNames);
        var trainer = Train(parts, memory, primary, tasks.Count, options, progress, cancellation);
        new MethodTrials<T>(primary, tasks.Count, options).Run(parts, memory, cancellation);
        var chooser = new PrimaryTaskChoice<T>(parts, memory, primary, trainer.HeldBack, options, cancellation);
        ComodulationTask<T> Coupled(int task) => PrimaryTask(parts, memory, tasks[task], trainer.Parameter(task), options);
        ComodulationTask<T>[] chosen = [.. Enumerable.Range(0, tasks.Count).Select(task => chooser.Choose(Coupled(task), task))];
        if (trainer.HeldBack.Count > 0)
        {
            // The rows held back have told how many passes and which methods; now the base learns them too.
            trainer = trainer.FitAll(primary, cancellation);
            Put(trainer, parts, memory, tasks.Count);
        }

        return new(model, [.. chosen.Select((task, i) => task.Descriptor.HasReadout ? task : Coupled(i))], null);
    }

    private static void RefuseOneClass<T>(PrimaryRows<T> rows, IReadOnlyList<string> tasks, IReadOnlyList<string>? classNames)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var task in Enumerable.Range(0, rows.Count).GroupBy(rows.Task))
        {
            int[] classes = [.. task.Select(rows.Label).Distinct()];
            if (classes.Length == 1)
            {
                string name = classNames?[classes[0]] ?? classes[0].ToString(CultureInfo.InvariantCulture);
                string place = tasks.Count == 0 ? "" : $" of task '{tasks[task.Key]}'";
                throw new ArgumentException($"All {task.Count()} rows{place} that can be used are of class {name}: it takes two classes.", nameof(rows));
            }
        }
    }

    /// <summary>Fits a base to rows and puts it into a memory, whose scale is fitted.</summary>
    internal static BaseTrainer<T> Train<T>(
        BaseParts<T> parts,
        LearnerMemory memory,
        PrimaryRows<T> rows,
        int tasks,
        ComodulationOptions options,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var trainer = new BaseTrainer<T>(parts.Network.Shape, options, tasks);
        trainer.Fit(rows, progress, cancellation);
        Put(trainer, parts, memory, tasks);
        return trainer;
    }

    /// <summary>Puts what was fitted into a base: its weights, and where couplings begin.</summary>
    private static void Put<T>(BaseTrainer<T> trainer, BaseParts<T> parts, LearnerMemory memory, int tasks)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        trainer.CopyWeights(parts.Network.Fields, memory.State);
        if (tasks > 0)
        {
            var start = parts.Start(memory);
            for (int unit = 0; unit < start.Length; unit++)
            {
                double sum = 0;
                for (int task = 0; task < tasks; task++)
                {
                    sum += double.CreateTruncating(trainer.Parameter(task)[unit]);
                }

                start[unit] = T.CreateTruncating(sum / tasks);
            }
        }
    }

    private static TrainingRows<T> Inputs<T>(TrainingRows<T> rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var inputs = new TrainingRows<T>(rows.InputSize, 0);
        for (int row = 0; row < rows.Count; row++)
        {
            inputs.Add(rows.Input(row), [], rows.Context(row));
        }

        return inputs;
    }

    private static ComodulationTask<T> PrimaryTask<T>(
        BaseParts<T> parts, LearnerMemory memory, string name, ReadOnlySpan<T> parameter, ComodulationOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var descriptor = new TaskDescriptor { Name = name, Classes = parts.Network.Shape.Classes, Method = AdaptationMethod.Gain, HasReadout = false };
        Layout parameters = new(), state = new();
        var fields = new TaskFields<T>(parameters, state, "", parts.Network.Shape, descriptor);
        var task = new LearnerMemory(parameters, state, new(), 1, keepsCopy: false);
        new TaskRule<T>(parts.Network, options).Begin(memory.State, fields.In(task), parameter, false);
        return new(descriptor, task, parts.Network.Shape);
    }
}
