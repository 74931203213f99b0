using System.Globalization;
using AdaptiveML.Estimators;
using ContinualClasses;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
ulong orders = args.Contains("--all") ? 5UL : 2;
(string Title, string Picture, Func<ulong, Course> Create)[] races =
[
    (Digits.Title, "digits.svg", Digits.InOrder),
    (Gases.Title, "gases.svg", Gases.InDivision),
];
Console.WriteLine(
    "Task-free accuracy on the test rows of all tasks after the last, and what was forgotten; accuracy on "
    + "a task as it was learnt, and on the next before it was; and where it is said which task a row is of.");
foreach (var (title, picture, create) in races)
{
    Course[] courses = [.. Enumerable.Range(1, (int)orders).Select(order => create((ulong)order))];
    RaceTable.PrintHeading(title, courses.Length);
    ContinualMetrics[]? bar = null;
    foreach (var (name, metrics) in Race.Run(courses))
    {
        bar = name == Contenders.Bar ? metrics : bar;
        RaceTable.Print(name, metrics, bar);
        if (name == Contenders.Default)
        {
            File.WriteAllText(picture, metrics[0].ToSvg());
        }
    }
}

Console.WriteLine();
Console.WriteLine($"The pictures of {Contenders.Default}'s accuracies are in digits.svg and gases.svg.");
