using AdaptiveML.Learners;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;

namespace AdaptiveML.Trainers;

/// <summary>Estimates the label of a row from its features and those of the rows before it, by a linear recurrent unit. Made by <see cref="OnlineLruTrainer"/>.</summary>
public sealed class OnlineLruTransformer : OnlineTransformer
{
    internal OnlineLruTransformer(OnlineModel model)
        : base(model)
    {
        Options = CreateLearner().Options;
        TrainingHistory = SavedHistory.Read(model.Attributes);
    }

    /// <summary>Shape, initial values and learning rule of the unit.</summary>
    public LruOptions Options { get; }

    /// <summary>The passes of the fit, one entry a pass; saved with the model.</summary>
    public IReadOnlyList<TrainingProgress> TrainingHistory { get; }

    /// <summary>The unit at the model's point in time, the caller's own: to be used without ML.NET.</summary>
    public LruLearner<float> CreateLearner() => (LruLearner<float>)Model.CreateLearner();
}
