using System.Globalization;

namespace AdaptiveML.Pipeline;

/// <summary>Counts rows whose times lie within those of the fit: a random division of rows mixes past and future.</summary>
internal sealed class FitTimes
{
    private readonly string _model;
    private readonly StageBinding _stage;
    private readonly (long First, long Last) _fit;
    private long _rows;
    private long _within;

    private FitTimes(string model, StageBinding stage, (long First, long Last) fit) => (_model, _stage, _fit) = (model, stage, fit);

    /// <summary>What is to be said; null where there is nothing.</summary>
    public string? Message => _within == 0 ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"{_within} of {_rows} rows have a time within those of the fit of '{_model}' ('{_stage.Present.Columns.Time}'): its past and its future are mixed, as "
        + $"by TrainTestSplit. Divide by time: mlContext.Data.TimeSplit.");

    /// <summary>Of each stage of a model whose times are known, of the fit as of the rows.</summary>
    public static IEnumerable<FitTimes> Of(EvaluatedModel model) => model.Stages
        .Where(stage => stage.Columns.Context.Time is not null && stage.Present.Recording is { EarliestTime: not null, LatestTime: not null })
        .Select(stage => new FitTimes(model.Name, stage, (stage.Present.Recording!.EarliestTime!.Value, stage.Present.Recording.LatestTime!.Value)));

    /// <summary>Looks at the present row.</summary>
    public void Add()
    {
        _rows++;
        _within += _stage.Context.Time is { } time && time >= _fit.First && time <= _fit.Last ? 1 : 0;
    }
}
