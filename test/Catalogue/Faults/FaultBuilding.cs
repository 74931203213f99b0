namespace AdaptiveML.PlantYear;

/// <summary>What the lists of faults are written with.</summary>
internal static class FaultBuilding
{
    /// <summary>The fault for so many rows; the cadence must bear them.</summary>
    public static Fault Lasting(this Fault fault, int rows) =>
        fault with { Length = _ => rows, CanHappen = (stream, cadence, fit) => rows <= cadence.LongestFault && fault.CanHappen(stream, cadence, fit) };

    /// <summary>The fault where the fit has so many rows.</summary>
    public static Fault FromFit(this Fault fault, int rows) =>
        fault with { CanHappen = (stream, cadence, fit) => fit >= rows && fault.CanHappen(stream, cadence, fit) };

    /// <summary>Goes over the rows of a place.</summary>
    public static void Each(this FaultPlace place, Action<int> row)
    {
        for (int t = place.From; t < place.To; t++)
        {
            row(t);
        }
    }
}
