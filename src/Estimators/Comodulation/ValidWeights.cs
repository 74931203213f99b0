using AdaptiveML.Online;

namespace AdaptiveML.Estimators;

/// <summary>The rows of a fit whose weights can be used. The messages of the fit count the others, as those of every trainer do.</summary>
internal static class ValidWeights
{
    /// <summary>The rows without those whose weight is negative, NaN or infinite; the same object where there are none.</summary>
    public static TrainingRows<float> Of(TrainingRows<float> rows)
    {
        int[] valid = [.. Enumerable.Range(0, rows.Count).Where(row => double.IsFinite(rows.Context(row).Weight) && rows.Context(row).Weight >= 0)];
        if (valid.Length == rows.Count)
        {
            return rows;
        }

        var chosen = new TrainingRows<float>(rows.InputSize, rows.OutputSize);
        foreach (int row in valid)
        {
            chosen.Add(rows.Input(row), rows.Target(row), rows.Context(row));
        }

        return chosen;
    }
}
