using System.Collections.ObjectModel;
using AdaptiveML.Learners.Lru;
using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;

namespace AdaptiveML.Trainers;

/// <summary>What <see cref="OnlineLruTrainer"/> has fitted, in figures.</summary>
public sealed class LruModelParameters : OnlineModelParameters
{
    internal LruModelParameters(OnlineModel model, IOnlineLearner<float> learner)
        : base(model, learner)
    {
        ModelKind = LruModelFactory.Of(learner);
        switch (learner)
        {
            case LruRegressor<float> combined:
                (StateSize, Blocks) = (combined.Options.Unit.StateSize, 1);
                ExpertWeights = combined.ExpertNames.Zip(combined.ExpertWeights).ToDictionary();
                break;
            case LruLearner<float> unit:
                (StateSize, Blocks) = (unit.Options.StateSize, 1);
                break;
            default:
                var stack = ((LruStack<float>)learner).Options;
                (StateSize, Blocks) = (stack.Unit.StateSize, stack.Blocks);
                break;
        }
    }

    /// <summary>What was fitted.</summary>
    public LruModelKind ModelKind { get; }

    /// <summary>Complex states of each recurrent unit.</summary>
    public int StateSize { get; }

    /// <summary>Recurrent units, one above the other.</summary>
    public int Blocks { get; }

    /// <summary>The experts of the combined machine and their weights in the next prediction, which sum to 1; empty of the other machines.</summary>
    public IReadOnlyDictionary<string, double> ExpertWeights { get; } = ReadOnlyDictionary<string, double>.Empty;
}
