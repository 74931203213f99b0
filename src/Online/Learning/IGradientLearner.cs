namespace AdaptiveML.Online;

/// <summary>A learner whose own rule steps along gradients, in units that it takes from rows: what <see cref="SequenceTrainer"/> can fit.</summary>
/// <typeparam name="T">Element type of inputs, targets and predictions.</typeparam>
internal interface IGradientLearner<T> : IOnlineLearner<T>
    where T : unmanaged
{
    /// <summary>Step size in force, from 0 to 10; it is part of the memory.</summary>
    double LearningRate { get; set; }

    /// <summary>Takes the scale of inputs and targets from rows, and keeps the result as the first copy to roll back to.</summary>
    void Standardize(TrainingRows<T> rows);
}
