using Microsoft.ML;

namespace PictureClasses;

/// <summary>All methods through all courses.</summary>
internal static class ClassRace
{
    /// <summary>Prints a line for each method, and gives the run of <see cref="Contender.Default"/> in the first course.</summary>
    public static ClassRun Run(MLContext context, Course[] courses)
    {
        Console.WriteLine(
            $"{"",-22}{"5 classes",12}{"25",12}{"50",12}{"lines before",14}{"flat after",14}{"lines after",14}{"ms to learn",12}{"to score",10}");
        ClassRun? first = null;
        foreach (var contender in Contender.All(context))
        {
            ClassRun[] runs = Array.ConvertAll(courses, course => ClassRun.Take(context, contender, course));
            first = contender.Name == Contender.Default ? runs[0] : first;
            int last = courses[0].Tasks.Length - 1;
            Console.WriteLine(
                $"{contender.Name,-22}{Show(run => run.ByTask[0]),12}{Show(run => run.ByTask[last / 2]),12}{Show(run => run.ByTask[last]),12}"
                + $"{Show(run => run.LinesBefore),14}{Show(run => run.Flat),14}{Show(run => run.Lines),14}"
                + $"{runs.Average(run => run.LearnMilliseconds),12:F2}{runs.Average(run => run.ScoreMilliseconds),10:F3}");

            string Show(Func<ClassRun, double> figure) => Spread.Show(Array.ConvertAll(runs, run => figure(run)));
        }

        return first!;
    }
}
