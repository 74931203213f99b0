using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using PictureClasses;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is not ["--data", var folder])
{
    Console.Error.WriteLine("--data FOLDER: where samples/PictureClasses/prepare.sh has drawn the pictures.");
    return 1;
}

folder = Path.GetFullPath(folder);
var context = new MLContext(1);
var watch = Stopwatch.StartNew();
Row[] rows = FeatureStore.Read(context, folder, Picture.Read(folder));
Course[] courses = [.. Enumerable.Range(1, Course.Courses).Select(seed => Course.Create(rows, seed))];
Console.WriteLine($"{rows.Length} pictures of {courses[0].Classes.Length} classes; their features took {watch.Elapsed.TotalSeconds:F0} s (0: they were kept).");

Console.WriteLine();
Console.WriteLine(
    $"{courses[0].Tasks.Length} tasks of {Course.ClassesPerTask} classes in flat colours, then {Course.LinesPerClass} line drawings of each class. "
    + $"Accuracy on emoji that were never learnt from, %, mean of {courses.Length} courses:");
var learnt = ClassRace.Run(context, courses);
Row[] test = [.. courses[0].Test.OrderBy(row => row.Picture.Path, StringComparer.Ordinal)];
PictureGrid.Write("pictures.svg", folder, test, ClassRun.Predict(context, learnt.Model, test));

QuestionSet[] newClasses = Array.ConvertAll(courses, QuestionSet.OfNewClasses), newSides = Array.ConvertAll(courses, QuestionSet.OfNewSides);
Console.WriteLine();
Console.WriteLine(
    "Is it of this class, of which the base has seen no picture? Learnt from so many pictures in both styles, at most half of them of the class. "
    + $"Balanced accuracy, %, {newClasses[0].New.Length} classes, mean of {courses.Length} courses:");
var machine = QuestionRace.Run(context, newClasses);
Console.WriteLine();
Console.WriteLine($"Is it of these five of ten classes? The base knows {newSides[0].Primary.Length} such questions; {newSides[0].New.Length} others:");
QuestionRace.Run(context, newSides);

Console.WriteLine();
WholePipelines.RunClasses(context, folder, courses[0]);
WholePipelines.RunQuestion(context, folder, newClasses[0], machine);
Console.WriteLine($"{watch.Elapsed.TotalSeconds:F0} s in all. Hits and misses are in pictures.svg.");
return 0;
