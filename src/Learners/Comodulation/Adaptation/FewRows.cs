namespace AdaptiveML.Learners.Comodulation;

/// <summary>A few rows of many, the classes as frequent as among all but each with two rows at least, where it has them.</summary>
internal static class FewRows
{
    /// <summary>Fewest rows of a class: one to learn and one to hold back.</summary>
    private const int Fewest = 2;

    /// <summary>Takes the first rows of each class.</summary>
    /// <param name="pool">The rows, in a random order.</param>
    /// <param name="count">How many are wanted; there may be one or two more or fewer.</param>
    /// <param name="label">The class of a row.</param>
    public static int[] Draw(int[] pool, int count, Func<int, int> label) =>
        [.. pool.GroupBy(label).OrderBy(group => group.Key).SelectMany(group =>
            group.Take(Math.Max(Fewest, (int)Math.Round((double)count * group.Count() / pool.Length))))];
}
