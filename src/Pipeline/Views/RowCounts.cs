using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>Counts the rows of views.</summary>
internal static class RowCounts
{
    /// <summary>As many as the view says that it has, or else as a cursor finds.</summary>
    public static long Of(IDataView view)
    {
        if (view.GetRowCount() is { } known)
        {
            return known;
        }

        using var cursor = view.GetRowCursor([]);
        long rows = 0;
        while (cursor.MoveNext())
        {
            rows++;
        }

        return rows;
    }
}
