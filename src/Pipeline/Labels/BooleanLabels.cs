using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>Labels that are true or false; none is missing.</summary>
internal sealed class BooleanLabels() : LabelType<bool>("Boolean", BooleanDataViewType.Instance)
{
    public override string Example => bool.TrueString;

    public override bool IsValue(string text) => text == bool.TrueString || text == bool.FalseString;

    protected override bool IsMissing(bool value) => false;

    protected override string Format(bool value) => value ? bool.TrueString : bool.FalseString;

    protected override bool Parse(string text) => text == bool.TrueString;

    protected override float TargetOf(bool value, ClassLabels classes) => classes.IndexOf(Format(value));
}
