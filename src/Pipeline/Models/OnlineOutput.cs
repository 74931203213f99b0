using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>A column that an online model writes: a part of its learner's prediction.</summary>
internal sealed class OnlineOutput
{
    /// <summary>The column's name.</summary>
    public required string Name { get; init; }

    /// <summary>Where in the prediction it begins.</summary>
    public int Offset { get; init; }

    /// <summary>Names of the slots of a vector, or null for a single value.</summary>
    public IReadOnlyList<string>? SlotNames { get; init; }

    /// <summary>Whether it is a number that is annotated as a regression's score: <see cref="RegressionScore"/>.</summary>
    public bool IsScore { get; init; }

    /// <summary>What its values are. Default: <see cref="OutputKind.Number"/>.</summary>
    public OutputKind Kind { get; init; }

    /// <summary>How far apart rows are, where it is <see cref="OutputKind.TimesAhead"/>.</summary>
    public TimeStep? Step { get; init; }

    /// <summary>The classes that it speaks of, once it belongs to a model that has any.</summary>
    internal ClassLabels? Classes { get; private init; }

    /// <summary>Elements of the prediction that it is made of: fewer than its slots where classes have a slot and are not learnt.</summary>
    private int Elements => IsOfClasses ? Classes!.LearntCount : Length;

    /// <summary>Slots, classes among which there is a choice, or times ahead; 1 of a number.</summary>
    internal int Length => IsOfClasses ? Classes!.Count : SlotNames?.Count ?? 1;

    /// <summary>Its slots where it is a vector, or 0.</summary>
    internal int Slots => IsVector ? Length : 0;

    internal DataViewType Type => IsVector ? new VectorDataViewType(ItemType, Length) : ItemType;

    internal DataViewSchema.Annotations? Annotations => field ??=
        IsScore ? RegressionScore.Annotations
        : IsOfClassifier ? ClassifierColumn.Annotations(this)
        : SlotNames is { } names ? Pipeline.SlotNames.ToAnnotations(names)
        : null;

    /// <summary>Numbers that a saved model's mapping writes for it.</summary>
    internal int PackedLength => Kind == OutputKind.TimesAhead ? Slots * SixteenBits.Length : Math.Max(Slots, 1);

    /// <summary>Whether a column is of values that a saved model looks up by a number.</summary>
    internal bool IsLookedUp => Kind is OutputKind.PredictedClass or OutputKind.Decision;

    private bool IsOfClassifier => Kind is >= OutputKind.ClassScores and <= OutputKind.Decision;

    private bool IsOfClasses => Kind is OutputKind.ClassScores or OutputKind.PredictedClass;

    /// <summary>Whether the column is a vector.</summary>
    internal bool IsVector => Kind == OutputKind.ClassScores || SlotNames is not null;

    private PrimitiveDataViewType ItemType => Kind switch
    {
        OutputKind.Alarm or OutputKind.Decision => BooleanDataViewType.Instance,
        OutputKind.AlarmReason => TextDataViewType.Instance,
        OutputKind.PredictedClass => new KeyDataViewType(typeof(uint), Length),
        OutputKind.TimesAhead => DateTimeDataViewType.Instance,
        _ => NumberDataViewType.Single,
    };

    /// <summary>A regression's score: by default the first element of the prediction.</summary>
    public static OnlineOutput Score(string name, int offset = 0) => new() { Name = name, Offset = offset, IsScore = true };

    /// <summary>A number.</summary>
    public static OnlineOutput Scalar(string name, int offset) => new() { Name = name, Offset = offset };

    /// <summary>A vector with slot names.</summary>
    public static OnlineOutput Vector(string name, int offset, IReadOnlyList<string> slotNames) =>
        new() { Name = name, Offset = offset, SlotNames = slotNames };

    /// <summary>
    /// Whether there is an alarm, where the prediction has the number of an <see cref="Online.AlarmReason"/>: Boolean, or with slot names a vector of
    /// Boolean.
    /// </summary>
    public static OnlineOutput Alarm(string name, int offset, IReadOnlyList<string>? slotNames = null) =>
        new() { Name = name, Offset = offset, SlotNames = slotNames, Kind = OutputKind.Alarm };

    /// <summary>The name of the <see cref="Online.AlarmReason"/> that the prediction has the number of: text, or with slot names a vector of text.</summary>
    public static OnlineOutput AlarmReason(string name, int offset, IReadOnlyList<string>? slotNames = null) =>
        new() { Name = name, Offset = offset, SlotNames = slotNames, Kind = OutputKind.AlarmReason };

    /// <summary>The scores of the classes: as many elements of the prediction as the model has classes.</summary>
    public static OnlineOutput ClassScores(string name, int offset = 0) => new() { Name = name, Offset = offset, Kind = OutputKind.ClassScores };

    /// <summary>The class of the highest of these scores, as a key with the label's values.</summary>
    public static OnlineOutput PredictedClass(string name, int offset = 0) => new() { Name = name, Offset = offset, Kind = OutputKind.PredictedClass };

    /// <summary>A binary classifier's score: the logarithm of the odds that the label is true.</summary>
    public static OnlineOutput LogOdds(string name, int offset) => new() { Name = name, Offset = offset, Kind = OutputKind.LogOdds };

    /// <summary>Named Probability: the probability that belongs to a logarithm of odds.</summary>
    public static OnlineOutput Probability(int offset) => new() { Name = DefaultColumnNames.Probability, Offset = offset, Kind = OutputKind.Probability };

    /// <summary>Whether a logarithm of odds is above zero: Boolean.</summary>
    public static OnlineOutput Decision(string name, int offset) => new() { Name = name, Offset = offset, Kind = OutputKind.Decision };

    /// <summary>When the next rows will be: a vector of DateTime.</summary>
    public static OnlineOutput TimesAhead(string name, TimeStep step, IReadOnlyList<string> slotNames) =>
        new() { Name = name, SlotNames = slotNames, Kind = OutputKind.TimesAhead, Step = step };

    /// <summary>The same column of a model with these classes.</summary>
    /// <exception cref="InvalidDataException">It speaks of classes, and there are none.</exception>
    internal OnlineOutput Of(ClassLabels? classes) => !IsOfClassifier ? this
        : classes is null ? throw new InvalidDataException($"Column '{Name}' is to speak of classes, of which the model has none.")
        : new() { Name = Name, Offset = Offset, Kind = Kind, Classes = classes };

    /// <summary>The column's part of a prediction.</summary>
    private ReadOnlySpan<float> Of(ReadOnlySpan<float> prediction) => prediction.Slice(Offset, Elements);

    /// <summary>
    /// What a prediction says of a slot. The score of a class that is not learnt is 0, as the probability of one that cannot be; NaN where no score is a
    /// number.
    /// </summary>
    internal float At(ReadOnlySpan<float> prediction, int slot)
    {
        var elements = Of(prediction);
        return !IsOfClasses ? elements[slot]
            : Classes!.Indices[slot] is >= 0 and var index ? elements[index]
            : float.IsNaN(elements[0]) ? float.NaN : 0;
    }

    /// <summary>The slot of the highest score of a class that is learnt, of equal ones the first; −1 where none is a number.</summary>
    internal int BestSlot(ReadOnlySpan<float> prediction)
    {
        var elements = Of(prediction);
        var indices = Classes!.Indices;
        int best = -1;
        for (int slot = 0; slot < indices.Length; slot++)
        {
            if (indices[slot] is >= 0 and var index && (best < 0 ? !float.IsNaN(elements[index]) : elements[index] > elements[indices[best]]))
            {
                best = slot;
            }
        }

        return best;
    }

    /// <summary>
    /// Whether it can be written of a prediction of a size, and of a row whose clock is read or is not.
    /// </summary>
    internal bool Fits(int predictionSize, bool hasClock) => Kind == OutputKind.TimesAhead
        ? hasClock && Length > 0 && Step is { IsValid: true }
        : Offset >= 0 && Elements > 0 && Offset + (long)Elements <= predictionSize;

    /// <summary>The time of a slot, where the row's is <paramref name="clock"/>.</summary>
    internal DateTime TimeAhead(DateTime clock, int slot) => Step!.Value.After(clock, slot + 1);

    /// <summary>
    /// Writes what a saved model's mapping says of the column: its part of the prediction, the number by which a value is looked up, or the codes of times.
    /// </summary>
    internal void Write(ReadOnlySpan<float> prediction, long clock, Span<float> destination)
    {
        if (Kind == OutputKind.TimesAhead)
        {
            for (int i = 0; i < Slots; i++)
            {
                SixteenBits.Write((ulong)TimeAhead(new(clock), i).Ticks, destination[(i * SixteenBits.Length)..]);
            }

            return;
        }

        switch (Kind)
        {
            case OutputKind.PredictedClass:
                destination[0] = BestSlot(prediction);
                break;
            case OutputKind.Decision:
                destination[0] = At(prediction, 0) > 0 ? 1 : 0;
                break;
            default:
                for (int slot = 0; slot < Length; slot++)
                {
                    destination[slot] = At(prediction, slot);
                }

                break;
        }
    }
}
