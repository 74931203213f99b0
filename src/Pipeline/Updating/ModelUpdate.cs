using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>
/// Teaches a whole model new rows: they pass its stages as in a fit, each of the online ones learns them, and what stands behind one sees the predictions
/// made before each was learnt.
/// </summary>
internal sealed class ModelUpdate
{
    private readonly Dictionary<ITransformer, ITransformer> _updated = new(ReferenceEqualityComparer.Instance);
    private readonly List<UpdateReport> _reports = [];

    private readonly string? _taskName;
    private readonly CancellationToken _cancellation;

    private ModelUpdate(string? taskName, CancellationToken cancellation) => (_taskName, _cancellation) = (taskName, cancellation);

    /// <param name="model">The model.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="taskName">The task that they are, for the stages that learn by tasks; null where all learn row by row.</param>
    /// <param name="reports">What each stage made of the rows.</param>
    /// <param name="cancellation">Ends the update at the next row.</param>
    /// <exception cref="InvalidOperationException">The model has no online transformer, or with a task none that learns by tasks.</exception>
    /// <exception cref="OperationCanceledException">The update was cancelled.</exception>
    public static ITransformer Run(
        ITransformer model, IDataView rows, string? taskName, out IReadOnlyList<UpdateReport> reports, CancellationToken cancellation)
    {
        var update = new ModelUpdate(taskName, cancellation);
        update.Learn(model, CancellableView.Of(rows, cancellation));
        reports = update._reports;
        if (taskName is not null && update._updated.Count > 0 && !update._updated.Keys.Any(stage => stage is ITaskLearner))
        {
            throw new InvalidOperationException($"The model has no transformer that learns by tasks; '{taskName}' cannot be learnt as one.");
        }

        return update._updated.Count > 0
            ? Chain.Replace(model, update._updated.GetValueOrDefault)
            : throw Chain.NothingToLearnWith;
    }

    private void Learn(ITransformer model, IDataView rows)
    {
        if (model is OnlineTransformer stage && !_updated.ContainsKey(stage))
        {
            (_updated[stage], var report) = _taskName is { } name && stage is ITaskLearner learner
                ? StageUpdate.RunTask(learner, stage.Model, rows, name, _cancellation)
                : StageUpdate.Run(stage, rows);
            _reports.Add(report);
        }

        foreach (var part in Chain.Stages(model))
        {
            Learn(part, rows);
            rows = Chain.Replace(part, static each => each is OnlineTransformer online ? online.Adapting() : null).Transform(rows);
        }
    }
}
