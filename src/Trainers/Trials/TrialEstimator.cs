using AdaptiveML.Learners.Trials;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace AdaptiveML.Trainers;

/// <summary>
/// Puts models on trial: one of them, the champion, answers; the others are compared with it row by row in its shadow. Another comes to answer when a
/// sequential test has found that it errs less, or when the one that answers has broken. A plain method, the last value, takes part.
/// </summary>
/// <remarks>
/// <para>To put fitted models on trial, use <c>mlContext.Model.CreateTrial</c>, which builds the chain; to let it run,
/// <c>mlContext.Model.CreateOnlineEngine</c> or <c>OpenOnlineEngineAsync</c>, which has a journal.</para>
/// <list type="table">
/// <item><term>Machine learning task</term><description>Regression</description></item>
/// <item><term>Input column data type</term><description>Answers: vector of Single of known size, slot names the models'. Label: Single, NaN where not known.
/// Group: text, integer or key</description></item>
/// <item><term>Output column data type</term><description>Score: Single. Where named: who answered and the evidence, vectors of Single; alarm's reason,
/// text</description></item>
/// <item><term>Is normalization required?</term><description>No</description></item>
/// <item><term>Is caching required?</term><description>No</description></item>
/// <item><term>Exportable to ONNX</term><description>No</description></item>
/// </list>
/// <para>The fit judges nothing: the models have seen its rows. What follows is judged where it is learnt, by an engine or by <c>mlContext.Model.Update</c>.
/// The rules: <see cref="TrialRules"/>.</para>
/// </remarks>
/// <example>
/// <code><![CDATA[
/// var mlContext = new MLContext(seed: 1);
/// var hours = Enumerable.Range(0, 3000).Select(t => new { Load = MathF.Sin(t), Wear = MathF.Max(0, t - 1000) / 1000f })
///     .Select(hour => new { hour.Load, Emission = (3 - hour.Wear) * hour.Load }).ToArray();
/// var history = mlContext.Data.LoadFromEnumerable(hours[..1000]);
/// var later = mlContext.Data.LoadFromEnumerable(hours[1000..]);
/// var features = mlContext.Transforms.Concatenate("Features", "Load");
/// var frozen = features.Append(mlContext.Regression.Trainers.OnlineGradientDescent("Emission")).Fit(history);
/// var adapting = features.Append(mlContext.Regression.Trainers.OnlineLru("Emission")).Fit(history);
///
/// var trial = mlContext.Model.CreateTrial(history, "Emission", ("frozen", frozen), ("adapting", adapting));
/// var afterwards = mlContext.Model.Update(trial, later);
///
/// var standings = mlContext.Model.Find<TrialTransformer>(afterwards).Parameters.Standings;
/// Console.WriteLine($"{standings.AnsweredBy} answers, from label {standings.Changes[0].Row} on.");
/// ]]></code>
/// </example>
public sealed class TrialEstimator : ITrainerEstimator<TrialTransformer, TrialModelParameters>
{
    private readonly TrialOptions _options;

    internal TrialEstimator(TrialOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
    }

    /// <summary>Neither normalization nor caching is needed.</summary>
    public TrainerInfo Info => OnlineTrainers.Info;

    /// <summary>Reads the models' names, and makes a trial that has judged nothing. No row is read.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column that is named is missing or of another type; or there are more than 16 answers.</exception>
    /// <exception cref="ArgumentException">Two answers have one name.</exception>
    public TrialTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var columns = OnlineColumns.For(
            input.Schema, _options.AnswerColumnName, _options.LabelColumnName, _options.ScoreColumnName, _options.GroupColumnName);
        var answers = OnlineColumnChecks.Inputs(input.Schema, columns)[0];
        OnlineColumnChecks.Label(input.Schema, columns);
        var trial = new TrialLearner<float>(_options.Rules with { Models = SlotNames.Of(answers) });
        return new(new OnlineModel(new TrialComponent(), columns, trial).Writing(Outputs(trial)));
    }

    /// <summary>The input's columns, the score column, annotated as ML.NET's regression trainers do it, and what other columns are named.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column that is named is missing or of another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ColumnChecks.RequireFeatures(inputSchema, _options.AnswerColumnName);
        ColumnChecks.RequireLabel(inputSchema, _options.LabelColumnName);
        ColumnChecks.RequireContext(inputSchema, _options.GroupColumnName, null, null);
        return inputSchema.With(
        [
            RegressionScore.Shape(_options.ScoreColumnName),
            .. Outputs(null).Skip(1).Select(output => SchemaShapes.Of(output.Name, output.Kind, output.SlotNames is not null)),
        ]);
    }

    /// <summary>The columns to write of a trial; without one, what kinds of column there will be, and no places.</summary>
    private OnlineOutput[] Outputs(TrialLearner<float>? trial)
    {
        OnlineOutput? Named(string? name, string part) =>
            name is null ? null : OnlineOutput.Vector(name, trial?.Output[part].Offset ?? 0, trial?.Output[part].ElementNames ?? []);

        var all = new OnlineOutput?[]
        {
            OnlineOutput.Score(_options.ScoreColumnName),
            Named(_options.AnsweredByColumnName, TrialOutputs.AnsweredBy),
            Named(_options.EvidenceColumnName, TrialOutputs.Evidence),
            _options.AlarmReasonColumnName is { } reason ? OnlineOutput.AlarmReason(reason, trial?.Output[PredictionNames.Alarm].Offset ?? 0) : null,
        };
        return [.. all.OfType<OnlineOutput>()];
    }
}
