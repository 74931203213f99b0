using AdaptiveML.Online;

namespace AdaptiveML.PlantYear;

/// <summary>I5: what is wrong is said in time, in the update's result or by an alarm, and more often than without the fault.</summary>
internal sealed class Says : IInvariant
{
    public string Name => "I5 says";

    public Finding? Judge(JudgedCell cell)
    {
        if (!Bounds.SaidWithin.TryGetValue(cell.Cell.Fault.Name, out int within) || !cell.Cell.CanBeSeen)
        {
            return null;
        }

        int end = Math.Min(cell.Place.From + within, cell.Place.To);
        int first = -1, said = 0, saidAnyway = 0;
        for (int t = cell.Place.From; t < end; t++)
        {
            bool isSaid = IsSaid(cell.Run, t);
            first = isSaid && first < 0 ? t - cell.Place.From : first;
            said += isSaid ? 1 : 0;
            saidAnyway += IsSaid(cell.Sound, t) ? 1 : 0;
        }

        string where = $"in {said} of {end - cell.Place.From} rows, without the fault {saidAnyway}; first {first}";
        return new(Name, said > saidAnyway, said - saidAnyway, IsWorseBelow: true, where);
    }

    private static bool IsSaid(Run run, int row) => run.Results[row].Alarm != AlarmReason.None || run.Results[row].Reason is not
        (UpdateReason.None or UpdateReason.MissingTarget or UpdateReason.Gathering or UpdateReason.StateOnly
            or UpdateReason.ZeroWeight or UpdateReason.NothingToLearn);
}
