using AdaptiveML.Learners.Continual;
using AdaptiveML.Pipeline;

namespace AdaptiveML.Estimators;

/// <summary>Options of <see cref="DataContinualTrainer"/>.</summary>
public sealed record DataContinualOptions
{
    /// <summary>The label: text, an integer, Boolean or a key. Default: "Label".</summary>
    public string LabelColumnName { get; init; } = DefaultColumnNames.Label;

    /// <summary>The features: a vector of Single of known size. Default: "Features".</summary>
    public string FeatureColumnName { get; init; } = DefaultColumnNames.Features;

    /// <summary>
    /// What learns: the options of a continual learner say which. <see cref="DataClassifierOptions"/> (the default), <see cref="RanPacOptions"/>,
    /// <see cref="RidgeClassifierOptions"/>, <see cref="StreamingLdaOptions"/>,
    /// <see cref="NearestMeanOptions"/>, <see cref="ElasticWeightsOptions"/>, <see cref="LearningWithoutForgettingOptions"/> or
    /// <see cref="FineTuningOptions"/>. Scores are probabilities, whatever they say.
    /// </summary>
    public ContinualOptions Learner { get; init; } = new DataClassifierOptions();

    /// <summary>
    /// The column that says which task a row of a fit is of: text, an integer or a key; or null where a view is one task. Tasks are learnt in the order of
    /// their first appearance; scoring does not need the column. Default: null.
    /// </summary>
    public string? TaskColumnName { get; init; }

    /// <summary>
    /// Whether rows are scored task-aware: the task column, of text, must then be there in scoring too, and the classes that a row's task had not are out of
    /// the question. Rows of a task that was not learnt are scored among all classes. Default: false, nobody says which task a row is of.
    /// </summary>
    public bool IsTaskAware { get; init; }

    /// <summary>What is one class, and how many there may be: also of those that an engine or an update opens.</summary>
    public LabelOptions Labels { get; init; } = new();

    /// <summary>The column that says how much a row counts: Single, from 0; or null where all count alike. Default: null.</summary>
    public string? ExampleWeightColumnName { get; init; }

    /// <summary>
    /// Whether rows that are learnt one by one (in an engine, in <c>Model.Update</c>, in a transform that adapts) are followed where their law changes: experts
    /// that forget stand beside the learner, and a mixture goes with whichever is best of late. Tasks are learnt as without it, and after each the learner
    /// answers alone. Not where scores are task-aware. Default: true.
    /// </summary>
    public bool FollowsDrift { get; init; } = true;

    /// <summary>
    /// Whether the fitted transformer's <c>Transform</c> learns as it goes, among the classes that it knows: <see cref="OnlineTransformer.AdaptsInTransform"/>.
    /// Default: false.
    /// </summary>
    public bool AdaptsInTransform { get; init; }

    /// <summary>Is told of every task of the fit.</summary>
    public IProgress<LearntTask>? Progress { get; init; }

    /// <summary>Ends the fit, between two tasks.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>The learner's options as they hold.</summary>
    internal ContinualOptions LearnerInForce =>
        Learner with { GivesProbabilities = true, IsTaskAware = IsTaskAware, FollowsDrift = FollowsDrift && !IsTaskAware };

    /// <summary>Throws where a value is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    /// <exception cref="ArgumentException">Rows are to be scored by tasks of which there is no column.</exception>
    public void Validate()
    {
        ArgumentException.ThrowIfNullOrEmpty(LabelColumnName);
        ArgumentException.ThrowIfNullOrEmpty(FeatureColumnName);
        ArgumentNullException.ThrowIfNull(Learner);
        ArgumentNullException.ThrowIfNull(Labels);
        Labels.Validate();
        Learner.Validate();
        if (IsTaskAware && TaskColumnName is null)
        {
            throw new ArgumentException("Scores that are to be task-aware need a task column.");
        }
    }
}
