namespace AdaptiveML.Trainers;

/// <summary>Checks of the names that a component is told.</summary>
internal static class ColumnNames
{
    /// <summary>Throws where a name is given twice.</summary>
    /// <exception cref="ArgumentException">Names the column.</exception>
    public static void RequireDistinct(params IEnumerable<string?> names)
    {
        foreach (var same in names.OfType<string>().GroupBy(name => name).Where(same => same.Count() > 1))
        {
            throw new ArgumentException($"The column '{same.Key}' is named twice.");
        }
    }
}
