using System.Globalization;
using AdaptiveML.Estimators;

namespace ContinualClasses;

/// <summary>Prints what became of a race.</summary>
internal static class RaceTable
{
    public static void PrintHeading(string title, int courses)
    {
        Console.WriteLine();
        Console.WriteLine($"{title}, mean of {courses} orders, %");
        Console.WriteLine($"{"",-22}{"accuracy",16}{"beyond " + Contenders.Bar,18}{"forgetting",12}{"as learnt",11}{"next task",11}{"task-aware",12}");
    }

    public static void Print(string name, ContinualMetrics[] metrics, ContinualMetrics[]? bar)
    {
        double[] accuracies = Of(metrics, metric => metric.ClassIncremental.AverageAccuracy);
        string beyond = bar is null
            ? ""
            : WithSpread([.. accuracies.Zip(Of(bar, metric => metric.ClassIncremental.AverageAccuracy), (one, other) => one - other)], "+0.00;-0.00");
        Console.WriteLine(
            $"{name,-22}{WithSpread(accuracies, "F2"),16}{beyond,18}{Of(metrics, metric => metric.ClassIncremental.Forgetting).Average(),12:F2}"
            + $"{Of(metrics, metric => metric.ClassIncremental.LearningAccuracy).Average(),11:F1}"
            + $"{Of(metrics, metric => metric.ClassIncremental.ForwardTransfer).Average(),11:F1}"
            + $"{Of(metrics, metric => metric.TaskIncremental.AverageAccuracy).Average(),12:F2}");
    }

    private static double[] Of(ContinualMetrics[] metrics, Func<ContinualMetrics, double> figure) => Array.ConvertAll(metrics, metric => 100 * figure(metric));

    private static string WithSpread(double[] values, string format)
    {
        double mean = values.Average();
        return values.Length == 1
            ? mean.ToString(format, CultureInfo.CurrentCulture)
            : $"{mean.ToString(format, CultureInfo.CurrentCulture)} ± "
                + $"{Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1)):F2}";
    }
}
