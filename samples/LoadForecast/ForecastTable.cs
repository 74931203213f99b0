namespace LoadForecast;

/// <summary>Errors and coverage, beside the two forecasts that cost nothing.</summary>
internal static class ForecastTable
{
    private const int Day = 24;

    public static void Print(Station station, Run run)
    {
        Console.WriteLine();
        Console.WriteLine("Mean squared error in variances of the fit, mean over the hours ahead and the seven series; no hour is used before its time.");
        Console.WriteLine();
        Console.WriteLine("| hours ahead                   |     1 |  1–24 |  1–48 |");
        Console.WriteLine("|-------------------------------|------:|------:|------:|");
        Print("last value", (origin, _, series) => station.Values[origin][series]);
        Print("value of the same hour before", (origin, ahead, series) => station.Values[origin + ahead - (Day * ((ahead + Day - 1) / Day))][series]);
        Print("ForecastByLru, learning", (origin, ahead, series) => run.Forecasts[origin - station.Start][((ahead - 1) * Station.Series) + series]);
        Console.WriteLine();
        foreach (int ahead in (int[])[1, 24, 48])
        {
            Console.WriteLine(FormattableString.Invariant($"Intervals of 95 %, {ahead,2} hours ahead: {Coverage(station, run, ahead):P1} covered"));
        }

        var weights = run.Weights.Select(expert => FormattableString.Invariant($"{expert.Name} {expert.Weight:F2}"));
        Console.WriteLine($"Weights of the experts at the end: {string.Join(", ", weights)}");
        Console.WriteLine();

        void Print(string name, Func<int, int, int, float> forecast) => Console.WriteLine(FormattableString.Invariant(
            $"| {name,-29} | {Error(station, 1, forecast):F3} | {Error(station, 24, forecast):F3} | {Error(station, 48, forecast):F3} |"));
    }

    private static double Error(Station station, int horizon, Func<int, int, int, float> forecast)
    {
        double sum = 0;
        long count = 0;
        for (int origin = station.Start; origin + horizon < station.Hours.Length; origin++)
        {
            for (int ahead = 1; ahead <= horizon; ahead++)
            {
                for (int series = 0; series < Station.Series; series++)
                {
                    double error = (forecast(origin, ahead, series) - station.Values[origin + ahead][series]) / station.Deviations[series];
                    sum += error * error;
                    count++;
                }
            }
        }

        return sum / count;
    }

    private static double Coverage(Station station, Run run, int ahead)
    {
        int first = (ahead - 1) * Station.Series;
        return Enumerable.Range(0, run.Forecasts.Length - ahead).Average(i => Enumerable.Range(0, Station.Series).Average(series =>
        {
            float value = station.Values[station.Start + i + ahead][series];
            return value >= run.Lower[i][first + series] && value <= run.Upper[i][first + series] ? 1.0 : 0;
        }));
    }
}
