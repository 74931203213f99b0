namespace AdaptiveML.Online;

/// <summary>What turns a sum of gradients into the step that is taken: their mean, shortened where it is too long.</summary>
/// <param name="Norm">Euclidean norm of the mean, before clipping.</param>
/// <param name="Average">What makes the mean of the sum.</param>
/// <param name="Clip">What shortens the mean to the largest norm; 1 where it is shorter.</param>
internal readonly record struct GradientScale(double Norm, double Average, double Clip)
{
    /// <summary>Whether the gradient can be stepped along.</summary>
    public bool IsFinite => double.IsFinite(Norm);

    /// <summary>Average and clip in one factor.</summary>
    public double Factor => Average * Clip;

    /// <summary>The scale of a gathered gradient.</summary>
    /// <param name="gatheredNorm">Euclidean norm of the sum.</param>
    /// <param name="count">Gradients in the sum, at least 1.</param>
    /// <param name="clipNorm">Largest norm of the mean, or null.</param>
    public static GradientScale Of(double gatheredNorm, double count, double? clipNorm)
    {
        double average = 1.0 / count, norm = average * gatheredNorm;
        return new(norm, average, clipNorm is { } limit && norm > limit ? limit / norm : 1);
    }
}
