using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Pipeline;

namespace AdaptiveML.Trainers;

/// <summary>
/// Estimates the label of a row, or the probabilities of its classes, from its features and those of the rows before it, by a recurrent net. Made by
/// <see cref="BpLambdaRegressionTrainer"/>, <see cref="BpLambdaBinaryTrainer"/> and <see cref="BpLambdaMulticlassTrainer"/>.
/// </summary>
public sealed class BpLambdaTransformer : OnlinePredictionTransformer<BpLambdaModelParameters>
{
    internal BpLambdaTransformer(OnlineModel model)
        : base(model)
    {
    }

    /// <summary>What the net knows of its own learning: its method, phase and audits.</summary>
    public RecurrentDiagnostics Diagnostics => Parameters.Diagnostics;

    /// <summary>
    /// The net at the model's point in time, the caller's own, to be used without ML.NET; of classes it is a <see cref="RecurrentClassifier{T}"/>.
    /// </summary>
    public RecurrentLearner<float> CreateLearner() => (RecurrentLearner<float>)Model.CreateLearner();

    /// <inheritdoc/>
    private protected override BpLambdaModelParameters CreateParameters() =>
        Read((RecurrentLearner<float> learner) => new BpLambdaModelParameters(Model, learner));
}
