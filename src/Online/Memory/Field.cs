namespace AdaptiveML.Online;

/// <summary>A named, shaped, typed part of a buffer.</summary>
/// <param name="Name">Its name, in the paper's notation.</param>
/// <param name="Kind">What it is made of.</param>
/// <param name="Offset">Where it begins, in bytes.</param>
/// <param name="Length">Number of elements.</param>
/// <param name="Shape">Its dimensions, outermost first; "16x9".</param>
internal readonly record struct Field(string Name, ElementKind Kind, int Offset, int Length, string Shape)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name}:{Kind}[{Shape}]";
}
