using AdaptiveML.Streams;
using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>Takes models over the rows of a view, once and in order: each row is predicted by all, judged, and learnt when its label is told.</summary>
internal sealed class PrequentialRun : IDisposable
{
    private readonly DataViewRowCursor _cursor;
    private readonly LabelDelay _delay;
    private readonly EvaluatedModel[] _models;
    private readonly FitTimes[] _times;
    private readonly PrequentialTask _task;
    private readonly bool _isLate;
    private readonly CancellationToken _cancellation;

    private PrequentialRun(IReadOnlyList<PrequentialModel> models, IDataView view, PrequentialOptions options, string? label)
    {
        int pending = LabelDelay.Pending(view, options);
        (_isLate, _cancellation) = (pending > 0, options.CancellationToken);
        _cursor = view.GetRowCursor(view.Schema);
        _delay = new(_cursor, options, pending);
        _models = [.. models.Select(model => new EvaluatedModel(model, view, _cursor, pending))];
        _times = [.. _models.SelectMany(FitTimes.Of)];
        _task = CreateTask(options, label, pending, options.Window ?? Math.Max(20, RowCounts.Of(view) / 50));
    }

    /// <param name="models">The models, rehydrated.</param>
    /// <param name="view">The rows.</param>
    /// <param name="options">How they are evaluated.</param>
    /// <param name="label">The label of the first online stage that has one, or null.</param>
    public static PrequentialResult Evaluate(IReadOnlyList<PrequentialModel> models, IDataView view, PrequentialOptions options, string? label)
    {
        using var run = new PrequentialRun(models, view, options, label);
        while (run.TakeRow())
        {
        }

        return run._task.ToResult(
            [.. run._models.Select(model => (model.Latencies, model.BytesPerRow))],
            [.. run._times.Select(times => times.Message).OfType<string>().Distinct()]);
    }

    public void Dispose()
    {
        foreach (var model in _models)
        {
            model.Dispose();
        }

        _cursor.Dispose();
    }

    private bool TakeRow()
    {
        _cancellation.ThrowIfCancellationRequested();
        if (!_cursor.MoveNext())
        {
            Array.ForEach(_models, static model => model.RequireEnd());
            return false;
        }

        _delay.Begin();
        while (_delay.IsDueBefore(out long due))
        {
            Tell(due);
        }

        long row = _delay.Row;
        _task.ReadLabel();
        for (int i = 0; i < _models.Length; i++)
        {
            _models[i].Start();
            _models[i].Take(row);
            _task.ReadPrediction(i);
            _models[i].Stop();
        }

        _task.Judge(row);
        Array.ForEach(_times, static times => times.Add());
        _delay.End();
        while (_delay.IsDueAfter(out long due))
        {
            Tell(due);
        }

        Array.ForEach(_models, static model => model.EndRow());
        return true;
    }

    private void Tell(long row)
    {
        _task.Tell(row);
        foreach (var model in _isLate ? _models : [])
        {
            model.Start();
            model.Tell(row);
            model.Stop();
        }
    }

    private PrequentialTask CreateTask(PrequentialOptions options, string? modelLabel, int pending, long window)
    {
        var context = CreateContext(options.GroupColumnName);
        string label = options.LabelColumnName ?? modelLabel ?? DefaultColumnNames.Label;
        string[] tasks = [.. _models.Select(ScoreKinds.Of).Distinct()];
        return tasks switch
        {
            [ScoreKinds.Regression] => new RegressionTask(_cursor, context, _models, label, pending, window, options),
            [ScoreKinds.Forecast] when _isLate => throw new ArgumentException("No label of a forecaster comes late: a row is the target of those before it."),
            [ScoreKinds.Forecast] => new ForecastTask(_cursor, context, _models, label, window, options),
            [ScoreKinds.Binary or ScoreKinds.Multiclass] =>
                new ClassificationTask(_cursor, context, _models, tasks[0] == ScoreKinds.Binary, label, pending, window, options),
            _ => throw new ArgumentException(
                "Models are compared that do the same: "
                + $"{string.Join(", ", _models.Select(model => $"'{model.Name}' {ScoreKinds.Of(model)}"))}. Evaluate them one by one."),
        };
    }

    /// <summary>Tells sequences apart by a column of the rows, or one that a stage of the first model makes.</summary>
    private RowContextReader CreateContext(string? group)
    {
        group ??= _models.SelectMany(model => model.Stages).Select(stage => stage.Present.Columns.Group).FirstOrDefault(name => name is not null);
        DataViewRow row = group is null || _cursor.Schema.GetColumnOrNull(group) is not null ? _cursor : _models[0].Output;
        return new(row, new(ColumnChecks.FindNamed(row.Schema, ColumnRole.Group, group), null, null, null));
    }
}
