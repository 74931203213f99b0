using AdaptiveML.Learners.Lru;
using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;

namespace AdaptiveML.Trainers;

/// <summary>Options of <see cref="OnlineLruTrainer"/>.</summary>
public sealed record OnlineLruOptions
{
    /// <summary>The label: Single, NaN where it is not known. Default: "Label".</summary>
    public string LabelColumnName { get; init; } = DefaultColumnNames.Label;

    /// <summary>The features: a vector of Single of known size. Default: "Features".</summary>
    public string FeatureColumnName { get; init; } = DefaultColumnNames.Features;

    /// <summary>
    /// What is fitted; of <see cref="Combined"/>, <see cref="Unit"/> and <see cref="Stack"/> the options of that name count. Default:
    /// <see cref="LruModelKind.Combined"/>.
    /// </summary>
    public LruModelKind ModelKind { get; init; } = LruModelKind.Combined;

    /// <summary>Shape and learning rules of the combined machine.</summary>
    public LruRegressorOptions Combined { get; init; } = new();

    /// <summary>
    /// Shape, initial values and learning rule of the unit; the rule holds in use and, unless <see cref="Training"/> says otherwise, in the fit.
    /// </summary>
    public LruOptions Unit { get; init; } = new();

    /// <summary>Shape, initial values and learning rule of the stack, likewise.</summary>
    public LruStackOptions Stack { get; init; } = new();

    /// <summary>How unit and stack are fitted: passes, validation and early stopping. The combined machine goes over the rows once, as in use.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>
    /// Fits the unit by backpropagation through windows drawn at random across sequences and times, and keeps the passes of <see cref="Training"/> where they
    /// are better in both uses: as rows are learnt, and where no label comes. For many sequences with a label that is missing in use. The unit only. Null for
    /// <see cref="Training"/> alone. Default: null.
    /// </summary>
    public WindowTrainingOptions? Windows { get; init; }

    /// <summary>The column that the lower bound of the estimate's interval is written to, Single; or null. Combined machine only. Default: null.</summary>
    public string? ConfidenceLowerBoundColumnName { get; init; }

    /// <summary>The column that the upper bound is written to, Single; or null. Combined machine only. Default: null.</summary>
    public string? ConfidenceUpperBoundColumnName { get; init; }

    /// <summary>Share of the labels that the intervals are to cover, from 0.5 to 0.999; or null for that of <see cref="Combined"/>. Default: null.</summary>
    public double? ConfidenceLevel { get; init; }

    /// <summary>
    /// The column that says whether the estimate is to be looked at before it is trusted, Boolean; or null. Combined machine only. Default: null.
    /// </summary>
    public string? AlarmColumnName { get; init; }

    /// <summary>
    /// The column that says why, text: the name of an <see cref="AlarmReason"/>, "None" where there is no alarm; or null. Combined machine only. Default: null.
    /// </summary>
    public string? AlarmReasonColumnName { get; init; }

    /// <summary>
    /// The column that the weights of the combined experts are written to, a vector of Single with their names as slot names; or null. Combined machine only.
    /// Default: null.
    /// </summary>
    public string? ExpertWeightsColumnName { get; init; }

    /// <summary>
    /// The column of another model's estimates of the label, such as the score of LightGBM in front: Single, NaN where it has none; or null. It makes further
    /// experts of the combination: the estimate as it is, corrected by what it was off, and seen beside the features. Combined machine only. The rows of the
    /// fit must not be those that the other model was fitted to, of which its estimates are better than of any others: <c>OnlineLruBehind</c> sees to that.
    /// Default: null.
    /// </summary>
    public string? BaseScoreColumnName { get; init; }

    /// <summary>
    /// What stands between a row and what has been learnt, of whichever machine is fitted; or null for that of <see cref="Combined"/>, <see cref="Unit"/> or
    /// <see cref="Stack"/>. Default: null.
    /// </summary>
    public GateOptions? Gate { get; init; }

    /// <summary>
    /// The column that tells sequences apart, such as the machine that a row is of: text, an integer or a key; or null where all rows are one. Each has a state
    /// of its own, all learn the same parameters; <see cref="UpdateOptions.MaximumSequences"/> bounds how many are kept. Default: null.
    /// </summary>
    public string? GroupColumnName { get; init; }

    /// <summary>
    /// The column that says when a row was: DateTime, DateTimeOffset, TimeSpan or a number; or null. Rows are taken in the order of the view, whatever it says;
    /// times that are repeated or go back within a sequence are counted. Default: null.
    /// </summary>
    public string? TimeColumnName { get; init; }

    /// <summary>The column that says how much a row's error counts: Single, from 0; or null where all count alike. Default: null.</summary>
    public string? ExampleWeightColumnName { get; init; }

    /// <summary>Whether the transformer's <c>Transform</c> learns as it goes: <see cref="OnlineTransformer.AdaptsInTransform"/>. Default: false.</summary>
    public bool AdaptsInTransform { get; init; }

    /// <summary>Is told of every pass of the fit.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Ends the fit.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>The combined machine's options with the confidence level, the base score and the gate that hold.</summary>
    internal LruRegressorOptions CombinedInForce => Combined with
    {
        ConfidenceLevel = ConfidenceLevel ?? Combined.ConfidenceLevel,
        HasBaseScore = Combined.HasBaseScore || BaseScoreColumnName is not null,
        Unit = Gated(Combined.Unit),
    };

    /// <summary>The unit's options with the gate that holds.</summary>
    internal LruOptions UnitInForce => Gated(Unit);

    /// <summary>The stack's options with the gate that holds.</summary>
    internal LruStackOptions StackInForce => Stack with { Unit = Gated(Stack.Unit) };

    /// <summary>The columns besides the score that are named.</summary>
    internal IEnumerable<string> FurtherColumns =>
        new[] { ConfidenceLowerBoundColumnName, ConfidenceUpperBoundColumnName, AlarmColumnName, AlarmReasonColumnName, ExpertWeightsColumnName }
            .OfType<string>();

    /// <summary>Throws where a value is out of its range, or a column is named twice or that the machine does not write.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    /// <exception cref="ArgumentException">Names the column.</exception>
    public void Validate()
    {
        ArgumentException.ThrowIfNullOrEmpty(LabelColumnName);
        ArgumentException.ThrowIfNullOrEmpty(FeatureColumnName);
        ArgumentNullException.ThrowIfNull(Combined);
        ArgumentNullException.ThrowIfNull(Unit);
        ArgumentNullException.ThrowIfNull(Stack);
        ArgumentNullException.ThrowIfNull(Training);
        Require.Defined(ModelKind);
        CombinedInForce.Validate();
        UnitInForce.Validate();
        StackInForce.Validate();
        Training.Validate();
        Windows?.Validate();
        if (Windows is not null && (ModelKind != LruModelKind.Unit || Training.Method != TrainingMethod.OnlinePasses))
        {
            throw new ArgumentException(
                $"{nameof(Windows)} fit the model kind {LruModelKind.Unit}, against {TrainingMethod.OnlinePasses}; not {ModelKind}, {Training.Method}.");
        }

        ColumnChecks.RequireDistinct([DefaultColumnNames.Score, .. FurtherColumns]);
        if (ModelKind != LruModelKind.Combined && FurtherColumns.FirstOrDefault() is { } column)
        {
            throw new ArgumentException($"The model kind {ModelKind} writes a score alone, no column '{column}'.");
        }

        if (ModelKind != LruModelKind.Combined && BaseScoreColumnName is { } score)
        {
            throw new ArgumentException($"The model kind {ModelKind} combines no experts, and takes no base score '{score}'.");
        }
    }

    private LruOptions Gated(LruOptions unit) => Gate is { } gate ? unit with { Update = unit.Update with { Gate = gate } } : unit;
}
