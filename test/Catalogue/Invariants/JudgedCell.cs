namespace AdaptiveML.PlantYear;

/// <summary>A cell that was run, beside the same cell without the fault.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Place">Where the fault lies.</param>
/// <param name="Run">What became of its rows.</param>
/// <param name="Sound">What became of them without the fault.</param>
/// <param name="Deviation">The deviation that tolerances are measured in.</param>
public sealed record JudgedCell(Cell Cell, FaultPlace Place, Run Run, Run Sound, double Deviation)
{
    private readonly bool[] _isUnforeseen = Run.Edges(Place.From, Place.To);

    /// <summary>The first row behind the warm-up.</summary>
    public int Warm => Cell.Fit + Bounds.WarmUp;

    /// <summary>An error that says nothing.</summary>
    public double Floor => Bounds.NoiseFloor * Deviation;

    /// <summary>The windows behind the warm-up; the last ends with the rows.</summary>
    public IEnumerable<(int From, int To)> Windows()
    {
        int length = Math.Min(Bounds.Window, Run.Count - Warm);
        for (int from = Warm; from + length < Run.Count; from += Bounds.Stride)
        {
            yield return (from, from + length);
        }

        yield return (Run.Count - length, Run.Count);
    }

    /// <summary>
    /// The root of the mean of the squared errors of scored rows: of all, NaN where one is missing; else of those that there are, NaN where there are none.
    /// </summary>
    public double Error(double[] squares, int from, int to, bool isOfAll)
    {
        double sum = 0;
        int count = 0;
        for (int t = from; t < to; t++)
        {
            if (Run.IsScored[t] && !_isUnforeseen[t] && !Run.IsBlind[t] && (isOfAll || !double.IsNaN(squares[t])))
            {
                sum += squares[t];
                count++;
            }
        }

        return count > 0 ? Math.Sqrt(sum / count) : double.NaN;
    }

    /// <summary>
    /// The least error of a plain method that answered in every row, and its name. The season's length is an advantage that no machine catches up which was not
    /// told it: without, the method that repeats the season does not count.
    /// </summary>
    public (double Error, string Name) BestPlain(int from, int to)
    {
        var best = (double.NaN, "none");
        foreach (var (name, squares) in Run.Plain.Where(method => Cell.KnowsSeason || method.Name != PlainNames.SeasonAgo))
        {
            double error = Error(squares, from, to, isOfAll: true);
            best = double.IsNaN(error) || error >= best.Item1 ? best : (error, name);
        }

        return best;
    }

    /// <summary>
    /// An error as a multiple of another, to be held against a bound, which may be passed by what says nothing, <see cref="Floor"/>. Infinite where there is
    /// no answer.
    /// </summary>
    public double Ratio(double error, double reference, double bound) =>
        double.IsNaN(error) ? double.PositiveInfinity : error / (reference + (Floor / bound));
}
