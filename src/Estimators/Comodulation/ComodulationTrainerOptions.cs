using AdaptiveML.Learners.Comodulation;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;

namespace AdaptiveML.Estimators;

/// <summary>Options of <see cref="ComodulationClassificationTrainer"/>.</summary>
public sealed record ComodulationTrainerOptions
{
    /// <summary>The label: of a binary classifier Boolean, or Single, true above zero; else a key, text, an integer or Boolean. Default: "Label".</summary>
    public string LabelColumnName { get; init; } = DefaultColumnNames.Label;

    /// <summary>The features: a vector of Single of known size. Default: "Features".</summary>
    public string FeatureColumnName { get; init; } = DefaultColumnNames.Features;

    /// <summary>Shape of the base, how it is fitted, and how tasks are learnt.</summary>
    public ComodulationOptions Machine { get; init; } = new();

    /// <summary>What is one class, and how many there may be; of no account to a binary classifier.</summary>
    public LabelOptions Labels { get; init; } = new();

    /// <summary>
    /// The column that names the task of each row: text or an integer; or null where there is one task alone. Rows without a task (an empty text) are scored by
    /// the base and teach nothing. Default: null.
    /// </summary>
    public string? TaskColumnName { get; init; }

    /// <summary>The column that says how much a row's error counts: Single, from 0; or null where all count alike. Default: null.</summary>
    public string? ExampleWeightColumnName { get; init; }

    /// <summary>
    /// The column that says how much each unit counts in the row's task, a vector of Single: the factor of each unit of the modulated layer, then the gain of
    /// each of the last, as many times as in the base; or null. Default: null.
    /// </summary>
    public string? RelevanceColumnName { get; init; }

    /// <summary>Whether the transformer's <c>Transform</c> learns as it goes: <see cref="OnlineTransformer.AdaptsInTransform"/>. Default: false.</summary>
    public bool AdaptsInTransform { get; init; }

    /// <summary>Is told of every pass of the fit.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Ends the fit.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Throws where a value is out of its range, or a column is named twice.</summary>
    /// <exception cref="ArgumentException">Names the value or the column.</exception>
    public void Validate()
    {
        ArgumentException.ThrowIfNullOrEmpty(LabelColumnName);
        ArgumentException.ThrowIfNullOrEmpty(FeatureColumnName);
        ArgumentNullException.ThrowIfNull(Machine);
        ArgumentNullException.ThrowIfNull(Labels);
        Labels.Validate();
        Machine.Validate();
        ColumnChecks.RequireDistinct(DefaultColumnNames.Score, DefaultColumnNames.Probability, DefaultColumnNames.PredictedLabel, RelevanceColumnName);
    }

    internal static ComodulationTrainerOptions Of(string label, string features, string? weight, string? task, int maximumPasses)
    {
        var machine = new ComodulationOptions();
        return new()
        {
            LabelColumnName = label,
            FeatureColumnName = features,
            ExampleWeightColumnName = weight,
            TaskColumnName = task,
            Machine = machine with { Fit = machine.Fit with { MaximumPasses = maximumPasses } },
        };
    }
}
