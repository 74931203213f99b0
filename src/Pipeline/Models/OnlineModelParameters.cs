using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>What an online model has learnt, in figures. It never changes, and holds nothing that learns.</summary>
public abstract class OnlineModelParameters
{
    /// <summary>Takes the figures that all models have.</summary>
    /// <param name="model">The model.</param>
    /// <param name="learner">Its learner.</param>
    private protected OnlineModelParameters(OnlineModel model, IOnlineLearner<float> learner)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(learner);
        InputSize = learner.InputSize;
        ParameterCount = learner.Memory.Parameters.Layout.Fields.Sum(field => (long)field.Length);
        Updates = learner.Counts;
        ClassNames = model.Columns.Classes?.Names ?? (IReadOnlyList<string>)[];
    }

    /// <summary>Slots of the feature column, at least 1.</summary>
    public int InputSize { get; }

    /// <summary>Numbers that are learnt, of all parts of the model together.</summary>
    public long ParameterCount { get; }

    /// <summary>What became of the rows that were learnt one by one, in the fit and since: how many updates were applied, and how many were refused.</summary>
    public UpdateCounts Updates { get; }

    /// <summary>The classes as text, in the order of the score's slots; false and true of a binary classifier; empty where the label is a number.</summary>
    public IReadOnlyList<string> ClassNames { get; }
}
