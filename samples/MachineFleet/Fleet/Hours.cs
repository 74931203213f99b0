using System.Globalization;

namespace MachineFleet;

/// <summary>Hours that were recorded at a gas turbine: the temperature and humidity of the air, and the pressure behind the compressor, each
/// standardised.</summary>
internal static class Hours
{
    private static readonly string[] Columns = ["AT", "AH", "CDP"];

    /// <summary>The hours of two years, one after the other; in deviations around the means of the first two.</summary>
    public static double[][] Of(params int[] years)
    {
        double[][] first = [.. Read(2011), .. Read(2012)];
        var scales = Columns.Select((_, j) => (Mean: first.Average(row => row[j]), Square: first.Average(row => row[j] * row[j]))).ToArray();
        return [.. years.SelectMany(Read).Select(row => row.Select((value, j) => (value - scales[j].Mean) / Deviation(scales[j])).ToArray())];
    }

    private static double Deviation((double Mean, double Square) moments) => Math.Sqrt(moments.Square - (moments.Mean * moments.Mean));

    private static double[][] Read(int year)
    {
        string[] lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "data", $"gt_{year}.csv"));
        string[] names = lines[0].Split(',');
        int[] places = [.. Columns.Select(column => Array.IndexOf(names, column))];
        return [.. lines.Skip(1).Select(line => line.Split(','))
            .Select(row => places.Select(place => double.Parse(row[place], CultureInfo.InvariantCulture)).ToArray())];
    }
}
