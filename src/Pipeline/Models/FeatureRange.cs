using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>Range of a feature's finite values.</summary>
/// <param name="Minimum">The smallest; NaN where there were none.</param>
/// <param name="Maximum">The largest; NaN where there were none.</param>
internal readonly record struct FeatureRange(float Minimum, float Maximum)
{
    public static FeatureRange None => new(float.NaN, float.NaN);

    /// <summary>Whether a value lies outside; one that is NaN does not.</summary>
    public bool Excludes(float value) => value < Minimum || value > Maximum;

    public static FeatureRange[] Of(TrainingRows<float> rows)
    {
        var ranges = new FeatureRange[rows.InputSize];
        Array.Fill(ranges, None);
        for (int row = 0; row < rows.Count; row++)
        {
            var input = rows.Input(row);
            for (int i = 0; i < ranges.Length; i++)
            {
                ranges[i] = ranges[i].Including(input[i]);
            }
        }

        return ranges;
    }

    public FeatureRange Including(float value) =>
        float.IsFinite(value) ? new(float.MinNumber(Minimum, value), float.MaxNumber(Maximum, value)) : this;
}
