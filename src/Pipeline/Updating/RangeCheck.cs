namespace AdaptiveML.Pipeline;

/// <summary>Compares the features of new rows with their ranges in the fit.</summary>
internal sealed class RangeCheck(FeatureRange[] fitted)
{
    private readonly long[] _rows = new long[fitted.Length];
    private readonly FeatureRange[] _seen = [.. fitted.Select(_ => FeatureRange.None)];

    /// <summary>Rows with a feature outside.</summary>
    public long Rows { get; private set; }

    public void Add(ReadOnlySpan<float> features)
    {
        bool isOutside = false;
        for (int i = 0; i < features.Length; i++)
        {
            _seen[i] = _seen[i].Including(features[i]);
            if (fitted[i].Excludes(features[i]))
            {
                _rows[i]++;
                isOutside = true;
            }
        }

        Rows += isOutside ? 1 : 0;
    }

    public FeatureOutOfRange[] Offenders(IReadOnlyList<string> names) =>
        [.. Enumerable.Range(0, fitted.Length).Where(i => _rows[i] > 0).Select(i => new FeatureOutOfRange(
            names[i], i, _rows[i], (fitted[i].Minimum, fitted[i].Maximum), (_seen[i].Minimum, _seen[i].Maximum)))];
}
