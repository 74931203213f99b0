using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>What a learner is made from: a base's shape and the tasks that it has.</summary>
internal sealed record ComodulationConfiguration
{
    /// <summary>Number of classes of the base. Default: 2.</summary>
    public int Classes { get; init; } = 2;

    /// <summary>Shape and learning rules.</summary>
    public ComodulationOptions Options { get; init; } = new();

    /// <summary>The tasks.</summary>
    public IReadOnlyList<TaskDescriptor> Tasks { get; init; } = [];

    /// <summary>The task of rows that name none; null for the base.</summary>
    public string? Active { get; init; }

    /// <summary>Whether a prediction ends with how much each unit counts in the row's task. Default: false.</summary>
    public bool GivesRelevance { get; init; }

    /// <summary>Number of classes of a prediction.</summary>
    internal int OutputClasses => Active is null ? Classes : Tasks.Single(task => task.Name == Active).Classes;

    /// <summary>What a prediction is made of: the probability of each class, its margin, and where asked for the relevance of each unit.</summary>
    internal PredictionLayout Output(NetworkShape shape)
    {
        var classes = PredictionLayout.Score(OutputClasses).Append(PredictionNames.Margin, OutputClasses);
        return GivesRelevance ? classes.Append(PredictionNames.Relevance, shape.Modulated + shape.Last) : classes;
    }
}
