namespace AdaptiveML.Pipeline;

/// <summary>The first of the columns that remain, of numbers.</summary>
internal sealed class NextNumber : NextColumn<float>
{
    protected override float Convert(float number) => number;
}
