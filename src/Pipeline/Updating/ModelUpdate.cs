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

    private ModelUpdate()
    {
    }

    /// <exception cref="InvalidOperationException">The model has no online transformer.</exception>
    public static ITransformer Run(ITransformer model, IDataView rows, out IReadOnlyList<UpdateReport> reports)
    {
        var update = new ModelUpdate();
        update.Learn(model, rows);
        reports = update._reports;
        return update._updated.Count > 0
            ? Chain.Replace(model, update._updated.GetValueOrDefault)
            : throw Chain.NothingToLearnWith;
    }

    private void Learn(ITransformer model, IDataView rows)
    {
        if (model is OnlineTransformer stage && !_updated.ContainsKey(stage))
        {
            (_updated[stage], var report) = StageUpdate.Run(stage, rows);
            _reports.Add(report);
        }

        foreach (var part in Chain.Stages(model))
        {
            Learn(part, rows);
            rows = Chain.Replace(part, static each => each is OnlineTransformer online ? online.Adapting() : null).Transform(rows);
        }
    }
}
