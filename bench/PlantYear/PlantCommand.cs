using System.Globalization;
using AdaptiveML.PlantYear;

namespace AdaptiveML.Benchmarks.PlantYear;

/// <summary>Runs the catalogue of an ordinary year in a plant and prints what holds.</summary>
internal static class PlantCommand
{
    public const string Usage = "plant [--machine regressor|forecaster] [--seed N] [--only TEXT] [--csv FILE] | plant --not-yet";

    /// <summary>Runs the cells whose names contain a text.</summary>
    /// <returns>Whether the arguments are those of this command.</returns>
    public static bool Run(ReadOnlySpan<string> arguments)
    {
        if (arguments is ["--not-yet"])
        {
            PrintNotYet();
            return true;
        }

        string? machine = null, only = null, csv = null;
        ulong seed = 0;
        for (; !arguments.IsEmpty; arguments = arguments[2..])
        {
            switch (arguments)
            {
                case ["--machine", var name, ..] when Catalogue.Machines.Any(one => one.Name == name):
                    machine = name;
                    break;
                case ["--only", var text, ..]:
                    only = text;
                    break;
                case ["--seed", var number, ..] when ulong.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out seed):
                    break;
                case ["--csv", var file, ..]:
                    csv = file;
                    break;
                default:
                    return false;
            }
        }

        var judged = new List<(JudgedCell Cell, IReadOnlyList<Finding> Findings)>();
        foreach (var one in Catalogue.Machines.Where(one => machine is null || one.Name == machine))
        {
            var cells = Catalogue.Of(one).Where(cell => only is null || cell.Name.Contains(only, StringComparison.OrdinalIgnoreCase));
            var results = CatalogueRun.Go(cells.Select(cell => cell with { Seed = seed }));
            PlantTable.Print(one.Name, results);
            judged.AddRange(results);
        }

        if (csv is not null)
        {
            File.WriteAllLines(csv, Lines(judged));
        }

        return true;
    }

    /// <summary>Prints what does not hold yet in the cells that the tests run, as the lines of the tests' list.</summary>
    private static void PrintNotYet()
    {
        foreach (var (cell, findings) in CatalogueRun.Go(Catalogue.Sample))
        {
            foreach (var finding in findings.Where(finding => !finding.Holds))
            {
                Console.WriteLine($"        \"{cell.Cell.Name}: {finding.Invariant}\",");
            }
        }
    }

    private static IEnumerable<string> Lines(IEnumerable<(JudgedCell Cell, IReadOnlyList<Finding> Findings)> judged)
    {
        yield return "machine,stream,fault,cadence,fit,horizon,invariant,holds,figure,where";
        foreach (var (judgedCell, findings) in judged)
        {
            var cell = judgedCell.Cell;
            foreach (var finding in findings)
            {
                string[] fields =
                [
                    cell.Machine.Name, cell.Stream.Name, cell.Fault.Name, cell.Cadence.Name, cell.Fit.ToString(CultureInfo.InvariantCulture),
                    cell.Horizon.ToString(CultureInfo.InvariantCulture), finding.Invariant, finding.Holds ? "1" : "0",
                    finding.Figure.ToString("G4", CultureInfo.InvariantCulture), finding.Where,
                ];
                yield return string.Join(',', fields.Select(field => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
            }
        }
    }
}
