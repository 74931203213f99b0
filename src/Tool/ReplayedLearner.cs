using AdaptiveML.Online;
using AdaptiveML.Streams;

namespace AdaptiveML.Tool;

/// <summary>A learner that a stream is replayed to.</summary>
/// <param name="name">What it is called.</param>
/// <param name="index">Its place in its own state.</param>
/// <param name="state">The state that is replayed: the stream's own, or that of one learner.</param>
/// <param name="isClassifier">Whether it predicts classes.</param>
internal sealed class ReplayedLearner(string name, int index, StreamState state, bool isClassifier)
{
    private readonly Dictionary<string, float[]> _waiting = [];

    public string Name => name;

    public ReplayErrors Errors { get; } = new(isClassifier);

    /// <summary>Takes an operation of the stream.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="place">The learner's place in the stream.</param>
    /// <exception cref="InvalidOperationException">Its row is hashed only.</exception>
    public void Step(in Operation operation, int place)
    {
        if (operation.IsHashed)
        {
            throw new InvalidOperationException($"Operation {operation.Sequence} was journalled as the hash of its row: no replay goes past it.");
        }

        if (operation.Kind == OperationKind.Open && operation.Learner != place && state.Learners.Count == 1)
        {
            return;
        }

        var own = state.Learners.Count > 1 ? operation : ForOne(operation, place);
        float[] predictions = new float[state.PredictionSize];
        bool isFound = state.Apply(own, operation.Kind is OperationKind.Learn or OperationKind.Await ? predictions : []);
        switch (operation.Kind)
        {
            case OperationKind.Learn:
                Count(Score(predictions), operation.Rows.Span[place].Label);
                break;
            case OperationKind.Await when float.IsNaN(operation.Rows.Span[place].Label):
                _waiting[operation.Key!] = Score(predictions);
                break;
            case OperationKind.Await:
                Count(Score(predictions), operation.Rows.Span[place].Label);
                break;
            case OperationKind.Tell when isFound && _waiting.Remove(operation.Key!, out float[]? said):
                Count(said, operation.Labels.Span[operation.Labels.Length == 1 ? 0 : place]);
                break;
        }
    }

    private static Operation ForOne(in Operation operation, int place) => operation with
    {
        Rows = operation.Rows.IsEmpty ? default : operation.Rows.Slice(place, 1),
        Labels = operation.Labels.Length > 1 ? operation.Labels.Slice(place, 1) : operation.Labels,
        Learner = 0,
    };

    /// <summary>What counts of all predictions: those of this learner, of them the score.</summary>
    private float[] Score(float[] predictions)
    {
        int start = 0;
        for (int i = 0; i < index; i++)
        {
            start += state.Learners[i].Latest.OutputSize;
        }

        var part = state.Learners[index].Latest.Output[PredictionNames.Score];
        return predictions[(start + part.Offset)..(start + part.Offset + part.Length)];
    }

    private void Count(float[] score, float label)
    {
        if (float.IsFinite(label) && float.IsFinite(score[0]))
        {
            Errors.Add(score, label);
        }
    }
}
