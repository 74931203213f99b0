namespace AdaptiveML.Learners.LruRegression;

/// <summary>
/// Classes of the age of the last label, in rows: 1, up to 12, and more. What an expert is worth a row behind a label says little of what it is worth fifty
/// rows behind, so that weights and bands are learnt for each class.
/// </summary>
internal static class LabelAges
{
    private const long Recent = 12;

    /// <summary>Number of classes.</summary>
    public const int Count = 3;

    /// <summary>The class of an age.</summary>
    public static int Of(long age) => age <= 1 ? 0 : age <= Recent ? 1 : 2;
}
