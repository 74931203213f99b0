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

    /// <summary>Names of the slots of a vector, or null for a number.</summary>
    public IReadOnlyList<string>? SlotNames { get; init; }

    /// <summary>Whether it is a number that is annotated as a regression's score: <see cref="RegressionScore"/>.</summary>
    public bool IsScore { get; init; }

    /// <summary>Elements.</summary>
    internal int Length => SlotNames?.Count ?? 1;

    internal DataViewType Type => SlotNames is null ? NumberDataViewType.Single : new VectorDataViewType(NumberDataViewType.Single, Length);

    internal DataViewSchema.Annotations? Annotations =>
        IsScore ? RegressionScore.Annotations : SlotNames is { } names ? Pipeline.SlotNames.ToAnnotations(names) : null;

    /// <summary>A regression's score: the first element of the prediction.</summary>
    public static OnlineOutput Score(string name) => new() { Name = name, IsScore = true };

    /// <summary>A number.</summary>
    public static OnlineOutput Scalar(string name, int offset) => new() { Name = name, Offset = offset };

    /// <summary>A vector with slot names.</summary>
    public static OnlineOutput Vector(string name, int offset, IReadOnlyList<string> slotNames) => new() { Name = name, Offset = offset, SlotNames = slotNames };

    /// <summary>The column's part of a prediction.</summary>
    internal ReadOnlySpan<float> Of(ReadOnlySpan<float> prediction) => prediction.Slice(Offset, Length);

    /// <summary>Hands out the column's part of what a step predicts.</summary>
    internal Delegate CreateGetter(RowStep step) => SlotNames is null
        ? (ValueGetter<float>)((ref float value) => value = Of(step.Prediction)[0])
        : (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) =>
        {
            var editor = VBufferEditor.Create(ref value, Length);
            Of(step.Prediction).CopyTo(editor.Values);
            value = editor.Commit();
        });
}
