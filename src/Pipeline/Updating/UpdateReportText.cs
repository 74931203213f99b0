using System.Globalization;
using System.Text;

namespace AdaptiveML.Pipeline;

/// <summary>The lines of an update's report, at most thirty.</summary>
internal static class UpdateReportText
{
    private const int MostFeatures = 12, MostKeys = 5, MostInALine = 10;

    /// <summary>What was learnt: at most seven lines.</summary>
    public static IEnumerable<string> Summary(UpdateReport report)
    {
        yield return Head(report);
        if (report.Reasons.Count > 0)
        {
            yield return $"reasons: {string.Join(", ", report.Reasons.Select(count => $"{count.Key} {count.Value}"))}";
        }

        if (report.Alarms.Count > 0)
        {
            yield return $"alarms: {string.Join(", ", report.Alarms.Select(count => $"{count.Key} {count.Value}"))}";
        }

        var sequences = report.Sequences;
        if (report.Columns.Group is { } group && report.TaskName is null)
        {
            yield return Text(
                $"{group}: {sequences.Live} live, {sequences.Opened} opened, {sequences.Evicted} evicted, {report.RowsOfUnknownSequence} rows without one");
        }

        if (report.Columns.Time is { } time)
        {
            yield return Text($"{time}: {sequences.DuplicateTimes} rows with a time seen already, {sequences.OutOfOrderTimes} out of order");
        }

        if (report.ExpertWeights.Count > 0)
        {
            yield return $"weights: {string.Join(", ", report.ExpertWeights.Select(expert => Text($"{expert.Key} {expert.Value:0.00}")))}";
        }

        if (report.PhaseChanges.Count > 0)
        {
            yield return $"phases: {First(report.PhaseChanges, change => Text($"{change.From} to {change.To} at row {change.Row}"))}";
        }
    }

    /// <summary>What the reader ought to look at: at most twenty lines.</summary>
    public static IEnumerable<string> Warnings(UpdateReport report)
    {
        if (report.OpenedClasses.Count > 0)
        {
            yield return $"opened classes: {First(report.OpenedClasses, Quoted)}";
        }

        if (report.RowsWithMissingInput > 0)
        {
            string rows = string.Join(", ", report.FirstRowsWithMissingInput);
            long others = report.RowsWithMissingInput - report.FirstRowsWithMissingInput.Count;
            yield return Text($"{report.RowsWithMissingInput} rows with an input that is missing or infinite: {rows}")
                + (others > 0 ? Text($" and {others} more") : "");
        }

        foreach (var feature in report.FeaturesOutOfRange.OrderByDescending(feature => feature.Rows).Take(MostFeatures))
        {
            yield return Text($"{feature.Name}: {feature.Rows} rows outside {feature.Fitted.Minimum} to {feature.Fitted.Maximum} of the fit, ")
                + Text($"seen {feature.Seen.Minimum} to {feature.Seen.Maximum}");
        }

        if (report.FeaturesOutOfRange.Count > MostFeatures)
        {
            yield return Text($"{report.FeaturesOutOfRange.Count - MostFeatures} more features outside their range in the fit");
        }

        foreach (var (column, rows) in report.MissingKeys.OrderByDescending(key => key.Value).Take(MostKeys))
        {
            yield return Text($"{column}: {rows} rows with a key that is missing or was not seen in the fit");
        }

        if (report.MissingKeys.Count > MostKeys)
        {
            yield return Text($"{report.MissingKeys.Count - MostKeys} more columns with such keys");
        }
    }

    private static string Head(UpdateReport report)
    {
        var counts = report.Counts;
        var text = new StringBuilder($"'{report.OutputColumnName}' from '{string.Join("', '", report.Columns.Inputs)}': ");
        if (report.Rows == 0)
        {
            return text.Append("there were no rows, nothing was learnt").ToString();
        }

        if (report.TaskName is { } task)
        {
            text.Append(CultureInfo.InvariantCulture, $"task '{task}', ");
        }

        text.Append(CultureInfo.InvariantCulture, $"{report.Rows} rows, {counts.Applied} applied, {counts.Skipped} skipped, ")
            .Append(CultureInfo.InvariantCulture, $"{counts.Rejected} rejected, {counts.RolledBack} rolled back, ");
        return report.TaskName is null
            ? text.Append(CultureInfo.InvariantCulture, $"mean loss {report.MeanLoss:G4}, without learning {report.MeanLossUnlearnt:G4}").ToString()
            : text.Append(CultureInfo.InvariantCulture, $"mean loss before they were learnt {report.MeanLossUnlearnt:G4}").ToString();
    }

    private static string First<T>(IReadOnlyList<T> items, Func<T, string> text) =>
        string.Join(", ", items.Take(MostInALine).Select(text)) + (items.Count > MostInALine ? Text($" and {items.Count - MostInALine} more") : "");

    /// <summary>A class's name between marks that show white space, with control characters spelt.</summary>
    private static string Quoted(string name) =>
        $"'{string.Concat(name.Select(letter => char.IsControl(letter) ? Text($"\\u{(int)letter:X4}") : letter.ToString()))}'";

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
