using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>A column that an online model writes: a part of its learner's prediction.</summary>
public sealed class OnlineOutput
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

    /// <summary>Elements.</summary>
    internal int Length => SlotNames?.Count ?? 1;

    internal DataViewType Type => SlotNames is null ? ItemType : new VectorDataViewType(ItemType, Length);

    internal DataViewSchema.Annotations? Annotations =>
        IsScore ? RegressionScore.Annotations : SlotNames is { } names ? Pipeline.SlotNames.ToAnnotations(names) : null;

    private PrimitiveDataViewType ItemType => Kind switch
    {
        OutputKind.Alarm => BooleanDataViewType.Instance,
        OutputKind.AlarmReason => TextDataViewType.Instance,
        _ => NumberDataViewType.Single,
    };

    /// <summary>A regression's score: the first element of the prediction.</summary>
    public static OnlineOutput Score(string name) => new() { Name = name, IsScore = true };

    /// <summary>A number.</summary>
    public static OnlineOutput Scalar(string name, int offset) => new() { Name = name, Offset = offset };

    /// <summary>A vector with slot names.</summary>
    public static OnlineOutput Vector(string name, int offset, IReadOnlyList<string> slotNames) => new() { Name = name, Offset = offset, SlotNames = slotNames };

    /// <summary>Whether there is an alarm, where the prediction has the number of an <see cref="Online.AlarmReason"/>: Boolean, or with slot names a vector of Boolean.</summary>
    public static OnlineOutput Alarm(string name, int offset, IReadOnlyList<string>? slotNames = null) =>
        new() { Name = name, Offset = offset, SlotNames = slotNames, Kind = OutputKind.Alarm };

    /// <summary>The name of the <see cref="Online.AlarmReason"/> that the prediction has the number of: text, or with slot names a vector of text.</summary>
    public static OnlineOutput AlarmReason(string name, int offset, IReadOnlyList<string>? slotNames = null) =>
        new() { Name = name, Offset = offset, SlotNames = slotNames, Kind = OutputKind.AlarmReason };

    /// <summary>The column's part of a prediction.</summary>
    internal ReadOnlySpan<float> Of(ReadOnlySpan<float> prediction) => prediction.Slice(Offset, Length);

    /// <summary>Hands out the column's part of what a step predicts.</summary>
    internal Delegate CreateGetter(RowStep step) => Kind switch
    {
        OutputKind.Alarm => CreateGetter(step, AlarmWords.IsAlarm),
        OutputKind.AlarmReason => CreateGetter(step, AlarmWords.Reason),
        _ => CreateGetter(step, static number => number),
    };

    private Delegate CreateGetter<T>(RowStep step, Func<float, T> convert) => SlotNames is null
        ? (ValueGetter<T>)((ref T value) => value = convert(Of(step.Prediction)[0]))
        : (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) =>
        {
            var numbers = Of(step.Prediction);
            var editor = VBufferEditor.Create(ref value, numbers.Length);
            for (int i = 0; i < numbers.Length; i++)
            {
                editor.Values[i] = convert(numbers[i]);
            }

            value = editor.Commit();
        });
}
