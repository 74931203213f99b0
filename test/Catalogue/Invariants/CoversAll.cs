namespace AdaptiveML.PlantYear;

/// <summary>I3, of all rows: bounds cover the share of the labels that they are made for.</summary>
internal sealed class CoversAll : IInvariant
{
    public string Name => "I3 covers all";

    public Finding? Judge(JudgedCell cell)
    {
        var (share, rows, halfWidth) = Coverage.Share(cell.Run, cell.Warm, cell.Run.Count);
        if (rows == 0)
        {
            return null;
        }

        double chance = 2 * Math.Sqrt(Bounds.Confidence * (1 - Bounds.Confidence) / rows);
        double room = Bounds.CoverageError + Math.Max(0, chance - (Bounds.CoverageError / 2)), error = share - Bounds.Confidence;
        bool isTight = halfWidth <= cell.Floor;
        bool holds = error >= -room && (error <= room || isTight);
        return new(Name, holds, holds ? 0 : Math.Abs(error), IsWorseBelow: false, $"{share:P1} of {rows} rows");
    }
}
