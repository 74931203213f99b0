namespace AdaptiveML.PlantYear;

/// <summary>I3, of windows: bounds cover most labels at any time.</summary>
internal sealed class CoversWindows : IInvariant
{
    public string Name => "I3 covers windows";

    public Finding? Judge(JudgedCell cell)
    {
        Finding? worst = null;
        foreach (var (from, to) in cell.Windows())
        {
            double share = Coverage.Share(cell.Run, from, to).Share;
            if (share < (worst?.Figure ?? double.PositiveInfinity))
            {
                worst = new(Name, share >= Bounds.WindowCoverage, share, IsWorseBelow: true, $"rows {from - cell.Cell.Fit} to {to - cell.Cell.Fit} in use");
            }
        }

        return worst;
    }
}
