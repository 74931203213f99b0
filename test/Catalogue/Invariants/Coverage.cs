namespace AdaptiveML.PlantYear;

/// <summary>Labels within their bounds, among scored rows. Without bounds none is.</summary>
internal static class Coverage
{
    public static (double Share, int Rows, double HalfWidth) Share(Run run, int from, int to)
    {
        double covered = 0, width = 0;
        int rows = 0;
        for (int t = from; t < to; t++)
        {
            if (run.IsScored[t])
            {
                covered += double.IsNaN(run.IsCovered[t]) ? 0 : run.IsCovered[t];
                width += run.HalfWidth[t];
                rows++;
            }
        }

        return (covered / rows, rows, width / rows);
    }
}
