using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>Labels of text; an empty one is missing.</summary>
internal sealed class TextLabels() : LabelType<ReadOnlyMemory<char>>("Text", TextDataViewType.Instance)
{
    public override string Example => "a";

    public override bool IsValue(string text) => true;

    protected override bool IsMissing(ReadOnlyMemory<char> value) => value.IsEmpty;

    protected override string Format(ReadOnlyMemory<char> value) => value.ToString();

    protected override ReadOnlyMemory<char> Parse(string text) => text.AsMemory();

    protected override float TargetOf(ReadOnlyMemory<char> value, ClassLabels classes) => classes.TargetOf(value.Span);
}
