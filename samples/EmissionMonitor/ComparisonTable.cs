namespace EmissionMonitor;

/// <summary>All contenders over the years that nobody has seen.</summary>
internal static class ComparisonTable
{
    private static readonly string[] Gases = [nameof(Reading.CO), nameof(Reading.NOX)];

    /// <summary>Fits every contender to the training years and prints its errors on each test year.</summary>
    /// <returns>The estimates for NOX, by contender.</returns>
    public static Dictionary<string, float[]> Print(Plant plant, int[] training, int[] test)
    {
        Console.WriteLine(
            $"MSE / MAE in standard deviations of {Years(training)}; every hour is estimated first "
            + "and learnt afterwards. Processor time for one gas and one year, refits included.");
        Console.WriteLine();
        Console.WriteLine(
            $"| {"",-36} | {string.Join(" | ", Gases.SelectMany(gas => test.Select(year => $"{gas + " " + year,-13}")))} | mean MSE | s per year |");
        Console.WriteLine(
            $"|{new string('-', 38)}|{string.Concat(Enumerable.Repeat(new string('-', 15) + "|", Gases.Length * test.Length))}---------:|-----------:|");
        Dictionary<string, float[]> nox = [];
        foreach (var contender in Contender.All)
        {
            List<Errors> cells = [];
            var spent = TimeSpan.Zero;
            foreach (string gas in Gases)
            {
                double deviation = plant.Deviation(gas, training);
                var monitor = contender.Make(plant, gas, training);
                List<float> estimates = [];
                foreach (int year in test)
                {
                    var hours = plant.Hours(year);
                    var before = Environment.CpuUsage.TotalTime;
                    float[] said = Race.Estimates(monitor, hours);
                    spent += Environment.CpuUsage.TotalTime - before;
                    cells.Add(Errors.Of(Race.Difference(said, hours, gas, deviation)));
                    estimates.AddRange(said);
                }

                nox[contender.Name] = [.. estimates];
            }

            double mean = cells.Average(cell => cell.Squared), seconds = spent.TotalSeconds / cells.Count;
            Console.WriteLine(FormattableString.Invariant(
                $"| {contender.Name,-36} | {string.Join(" | ", cells)} | {mean,8:F3} | {seconds,10:F3} |"));
        }

        Console.WriteLine();
        return nox;
    }

    private static string Years(int[] years) => string.Join(" and ", years);
}
