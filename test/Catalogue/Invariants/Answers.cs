namespace AdaptiveML.PlantYear;

/// <summary>I4: there is an answer wherever a plain method has one.</summary>
internal sealed class Answers : IInvariant
{
    public string Name => "I4 answers";

    public Finding? Judge(JudgedCell cell)
    {
        int missing = Enumerable.Range(cell.Cell.Fit, cell.Run.Count - cell.Cell.Fit).Count(t =>
            cell.Run.IsScored[t] && double.IsNaN(cell.Run.Machine[t]) && cell.Run.Plain.Any(method => !double.IsNaN(method.Errors[t])));
        string where = cell.Run.Thrown is { } thrown ? $"threw {thrown.GetType().Name}: {thrown.Message}" : $"{missing} rows without an answer";
        return new(Name, missing == 0, missing, IsWorseBelow: false, where);
    }
}
