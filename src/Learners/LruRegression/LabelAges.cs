namespace AdaptiveML.Learners.LruRegression;

/// <summary>
/// Classes of the age of the last label, in rows: 1, up to 12, and more; and one for labels that stand still. What an expert is worth a row behind a label says
/// little of what it is worth fifty rows behind, and nothing of what it is worth once a label moves again, so that weights and bands are learnt for each class.
/// </summary>
internal static class LabelAges
{
    private const long Recent = 12, Still = 20;

    /// <summary>Number of classes.</summary>
    public const int Count = 4;

    /// <summary>The class of labels that stand still, behind those of ages.</summary>
    public const int Standstill = Count - 1;

    /// <summary>The class of an age.</summary>
    public static int Of(long age) => age <= 1 ? 0 : age <= Recent ? 1 : 2;

    /// <summary>Whether so many labels that are the same, the last of them of an age, say that labels stand still. Rare ones may be the same by
    /// chance.</summary>
    public static bool StandsStill(long run, long age) => run >= Still && age <= Recent;
}
