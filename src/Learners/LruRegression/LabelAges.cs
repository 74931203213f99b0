namespace AdaptiveML.Learners.LruRegression;

/// <summary>
/// Classes of the age of the last label, in rows: 1, up to 12, and more; one for labels that stand still, and one for rows before the first label of a sequence
/// that is not the first. What an expert is worth a row behind a label says little of what it is worth fifty rows behind, and nothing of what it is worth once
/// a label moves again, or where the level of a sequence is not known, so that weights and bands are learnt for each class.
/// </summary>
internal static class LabelAges
{
    private const long Recent = 12, Still = 20;

    /// <summary>Number of classes.</summary>
    public const int Count = 5;

    /// <summary>The class of rows before the first label, behind all others.</summary>
    public const int Unlabelled = Count - 1;

    /// <summary>The class of labels that stand still, behind those of ages.</summary>
    public const int Standstill = Unlabelled - 1;

    /// <summary>The class of an age.</summary>
    public static int Of(long age) => age <= 1 ? 0 : age <= Recent ? 1 : 2;

    /// <summary>Whether so many labels that are the same, the last of them of an age, say that labels stand still. Rare ones may be the same by
    /// chance.</summary>
    public static bool StandsStill(long run, long age) => run >= Still && age <= Recent;
}
