namespace AdaptiveML.PlantYear;

/// <summary>I2: no window in which a plain method is better by more than a little.</summary>
internal sealed class NeverWorse : IInvariant
{
    public string Name => "I2 never worse";

    public Finding? Judge(JudgedCell cell)
    {
        Finding? worst = null;
        foreach (var (from, to) in cell.Windows().Where(window => cell.Run.KnownBefore[window.From] >= Bounds.WarmLabels))
        {
            var (plain, name) = cell.BestPlain(from, to);
            double error = cell.Error(cell.Run.Machine, from, to, isOfAll: false), ratio = cell.Ratio(error, plain, Bounds.Plain);
            if (!double.IsNaN(plain) && (worst is null || ratio > worst.Figure))
            {
                string where = $"{error:G3} against {plain:G3} of {name}, rows {from - cell.Cell.Fit} to {to - cell.Cell.Fit} in use";
                worst = new(Name, ratio <= Bounds.Plain, ratio, IsWorseBelow: false, where);
            }
        }

        return worst;
    }
}
