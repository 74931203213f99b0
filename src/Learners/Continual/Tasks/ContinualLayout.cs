using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// The fields of a continual learner. Whatever grows with classes, tasks or components grows along its outermost dimension, so that a larger memory begins with
/// what the smaller one held. Classes have room for a few more, so that another one seldom moves the memory.
/// </summary>
internal partial class ContinualLayout
{
    private readonly HashSet<string> _learningOnly = [];
    private readonly HashSet<string> _derived = [];
    private readonly List<Field> _moments = [];

    public ContinualLayout(ContinualShape shape, ContinualOptions options)
    {
        options.Validate();
        (Shape, TakenOver, Common) = (shape.Validated() with { TakenOver = null }, shape.TakenOver, options);
        Length = Tile.Pad(shape.InputSize);
        ScoringOnly = State.Add<long>("is_scoring_only", 1);
        Changed = State.Add<long>("classes.have_changed", shape.ClassRoom);
        Scale = new(shape.InputSize, options, this);
        FarRows = State.Add<double>("far_rows", 1);
        State.Require(ScoringOnly, 0L, 1L);
        State.Require(Changed, 0L, 1L);
        State.Require(FarRows, 0.0, FieldRules.Most);
        Calibration = options.GivesProbabilities ? new(State, shape.ClassCount, options.GivesShares) : null;
    }

    public ContinualShape Shape { get; private set; }

    /// <summary>The memory that the learner takes over, or null where it begins with one of its own.</summary>
    public LearnerMemory? TakenOver { get; }

    public ContinualOptions Common { get; }

    /// <summary>Elements of an input, padding included.</summary>
    public int Length { get; }

    public MachineLayout<double> Machine { get; } = new();

    public ParameterLayout<double> Parameters => Machine.Parameters;

    public Layout State => Machine.State;

    public FeatureScale Scale { get; }

    /// <summary>What makes probabilities of scores, where they are asked for.</summary>
    public ScoreCalibration? Calibration { get; }

    /// <summary>How many of the last rows were far from all that was learnt: one more at each, an eighth less at every other.</summary>
    public Field FarRows { get; }

    /// <summary>1 in a learner that has come back from a checkpoint without what learning needs.</summary>
    public Field ScoringOnly { get; }

    /// <summary>1 for each class of which rows were learnt since the last checkpoint.</summary>
    public Field Changed { get; }

    /// <summary>The experts that stand beside the learner row by row; null where scores are no probabilities, or nothing is to forget.</summary>
    public StreamExperts? Stream { get; private set; }

    /// <summary>Appends a field of the state that only learning needs.</summary>
    public Field AddForLearning(string name, params ReadOnlySpan<int> shape)
    {
        _learningOnly.Add(name);
        return State.Add<double>(name, shape);
    }

    /// <summary>
    /// Appends what is summed of the rows of each class: it changes with them alone, and a checkpoint keeps it of the classes that have changed.
    /// </summary>
    /// <param name="name">Its name.</param>
    /// <param name="length">Elements of a class, in whole tiles.</param>
    /// <param name="isForLearning">Whether only learning needs it.</param>
    public Field AddMoments(string name, int length, bool isForLearning)
    {
        var field = isForLearning ? AddForLearning(name, Shape.ClassRoom, length) : State.Add<double>(name, Shape.ClassRoom, length);
        _moments.Add(field);
        return field;
    }

    /// <summary>Appends a field of the state that the learner can make of the others: no checkpoint keeps it.</summary>
    public Field AddDerived(string name, params ReadOnlySpan<int> shape)
    {
        _derived.Add(name);
        return State.Add<double>(name, shape);
    }

    /// <summary>Says that fields which were added elsewhere are needed by learning only.</summary>
    public void MarkForLearning(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            _learningOnly.Add(name);
        }
    }

    private static long Bytes(Field field) => (((field.Length * (long)field.Kind.Size()) + sizeof(ulong) - 1) / sizeof(ulong)) * sizeof(ulong);
}
