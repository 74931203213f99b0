namespace AdaptiveML.PlantYear;

/// <summary>I1: a fault is overcome.</summary>
internal sealed class Recovers : IInvariant
{
    public string Name => "I1 recovers";

    public Finding? Judge(JudgedCell cell)
    {
        if (cell.Cell.Fault == Fault.None)
        {
            return null;
        }

        int from = Bounds.Recovery + cell.Cell.Fault.Span switch
        {
            FaultSpan.Passing => cell.Place.To,
            FaultSpan.Staying => cell.Place.From,
            _ => cell.Cell.Fit,
        };
        int to = cell.Run.Count;
        double error = cell.Error(cell.Run.Machine, from, to, isOfAll: false);
        double reference = cell.Error(cell.Sound.Machine, from, to, isOfAll: false);
        string against = $"{error:G3} against {reference:G3} without the fault";
        if (cell.Cell.Fault.TakesInformation)
        {
            var (plain, name) = cell.BestPlain(from, to);
            reference = Math.Max(reference, plain * Bounds.Plain / Bounds.Recovered);
            against += $", {plain:G3} of {name}";
        }

        double ratio = cell.Ratio(error, reference, Bounds.Recovered);
        return new(Name, ratio <= Bounds.Recovered, ratio, IsWorseBelow: false, against);
    }
}
