namespace AdaptiveML.Learners.Trials;

/// <summary>The plain method that takes part in a trial beside the models: the floor below which no answer is to fall for long.</summary>
public enum TrialBaseline
{
    /// <summary>The label known last, of the same sequence.</summary>
    LastValue,

    /// <summary>The label that has come most often, of all sequences; of equal ones the one seen first. Up to 64 labels are told apart.</summary>
    Majority,

    /// <summary>None.</summary>
    None,
}
