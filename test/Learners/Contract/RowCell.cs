using AdaptiveML.Learners.Baselines;
using AdaptiveML.Learners.Comodulation;
using AdaptiveML.Learners.Continual;
using AdaptiveML.Learners.LruForecasting;
using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Learners.Trials;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>One cell of the table of the row protocol: a row of one kind, for a learner that has been warmed up.</summary>
internal sealed record RowCell(string Name, IOnlineLearner<float> Trained, TrainingRows<float> Rows, UpdateMode Mode, Told Told, Given Given, double Weight)
{
    private const float BeyondAllReason = 5e4f;

    public SequenceKey Sequence { get; init; }

    /// <summary>Whether the learner's targets can be such.</summary>
    public bool Exists => Told switch
    {
        Told.Known or Told.Late => true,
        Told.Missing => Trained.TargetSize > 0,
        Told.StrangeClass => IsClassifier,
        _ => Trained.TargetSize > 0 && !IsClassifier,
    };

    public bool ParametersMoved { get; private set; }

    public bool StateMoved { get; private set; }

    /// <summary>Whether rows hang on those before them, in more than their targets.</summary>
    public bool HasState { get; } = Moves(Trained, Rows);

    /// <summary>Whether an update waits for several rows.</summary>
    public bool Gathers => Name.Contains("every third row", StringComparison.Ordinal);

    /// <summary>Whether there is no target; a forecaster's row is its own.</summary>
    public bool IsTargetMissing => Told == Told.Missing || (Trained is LruForecaster<float> && Given == Given.AllMissing);

    public bool CanLearn => Trained is not (LastValue<float> or TttWindowFeaturizer<float>);

    public bool LearnsWithoutTarget => Trained is RecurrentLearner<float> or LruForecaster<float> or SignClasses;

    public bool JudgesPlausibility => Trained is LruRegressor<float>;

    /// <summary>Why the row's inputs cannot be used, if so.</summary>
    public UpdateReason? Refusal => Given switch
    {
        Given.OneMissing or Given.Infinite when IsRefusing => UpdateReason.NonFiniteInput,
        Given.AllMissing when IsRefusing || Trained is TttFeaturizer<float> => UpdateReason.NonFiniteInput,
        _ => null,
    };

    /// <summary>What is wrong with inputs that can be used, and keeps the row from being learnt.</summary>
    public UpdateReason? Flaw => Given != Given.Spike || IsOpen
        || Trained is LruForecaster<float> or LastValue<float> or LruRegressor<float> or ContinualLearner<float> or RecursiveLeastSquares<float>
            or TrialLearner<float> ? null
        : UpdateReason.Spike;

    /// <summary>Whether the row lies far from all that a task taught, and is said to be of a class whose rows lie elsewhere.</summary>
    public bool IsStrange => Given == Given.Spike && Trained is ContinualLearner<float> { Tasks.Count: > 0 };

    /// <summary>What is said of inputs that the row is learnt from all the same.</summary>
    public UpdateReason Said => Given == Given.Clean || Trained is LruForecaster<float> or LastValue<float> ? UpdateReason.None
        : Given != Given.Spike ? UpdateReason.ImputedInput
        : Trained is LruRegressor<float> ? UpdateReason.Spike
        : UpdateReason.None;

    private bool IsClassifier => Trained is IClassifier or SignClasses;

    private bool IsOpen => Name.Contains("open gate", StringComparison.Ordinal);

    private bool IsRefusing => IsOpen || Trained is ContinualLearner<float> or RecursiveLeastSquares<float> or ComodulationLearner<float>;

    /// <summary>Lets a copy of the learner have the row.</summary>
    public UpdateResult Learn()
    {
        var before = Told == Told.Stuck ? StandingStill() : Trained;
        var learner = before.Clone();
        learner.Mode = Mode;
        int row = Rows.Count - 1;
        var context = new RowContext { Weight = Weight, Sequence = Sequence };
        float[] input = InputOf(row), target = TargetOf(learner, row), prediction = new float[learner.OutputSize];
        var result = Told == Told.Late ? learner.Observe(context, input) : learner.Learn(context, input, target, prediction);
        ParametersMoved = !learner.Memory.Parameters.Bytes.SequenceEqual(before.Memory.Parameters.Bytes);
        StateMoved = !State(learner).SequenceEqual(State(before));
        return result;
    }

    public override string ToString() => $"{Name}, {Mode}, target {Told}, input {Given}, weight {Weight}";

    private IOnlineLearner<float> StandingStill()
    {
        var learner = Trained.Clone();
        learner.Mode = UpdateMode.StateAndParameters;
        float[] prediction = new float[learner.OutputSize];
        for (int row = 0; row < 30; row++)
        {
            learner.Learn(Rows.Input(row), learner.TargetOf(Rows, Rows.Count - 1), prediction);
        }

        return learner;
    }

    private static bool Moves(IOnlineLearner<float> trained, TrainingRows<float> rows)
    {
        var learner = trained.Clone();
        learner.Mode = UpdateMode.StateOnly;
        learner.Observe(rows.Input(rows.Count - 1));
        return !State(learner).SequenceEqual(State(trained));
    }

    /// <summary>What the one sequence has of its own, but for the store's own record of its use.</summary>
    private static ReadOnlySpan<byte> State(IOnlineLearner<float> learner)
    {
        learner.Memory.Peek(default);
        var sequence = learner.Memory.Sequence;
        return sequence.Bytes[..sequence.Layout.Find("sequence.head")!.Value.Offset];
    }

    private float[] InputOf(int row)
    {
        float[] input = Rows.Input(row).ToArray();
        switch (Given)
        {
            case Given.OneMissing:
                input[1] = float.NaN;
                break;
            case Given.AllMissing:
                input.AsSpan().Fill(float.NaN);
                break;
            case Given.Spike:
                input[1] = BeyondAllReason;
                break;
            case Given.Infinite:
                input[1] = float.PositiveInfinity;
                break;
        }

        return input;
    }

    private float[] TargetOf(IOnlineLearner<float> learner, int row) => Told switch
    {
        Told.Missing => [float.NaN],
        Told.Infinite => [float.NegativeInfinity],
        Told.Implausible or Told.StrangeClass => [BeyondAllReason],
        _ => learner.TargetOf(Rows, row).ToArray(),
    };
}
