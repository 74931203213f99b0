using System.Diagnostics;
using AdaptiveML.Estimators;
using AdaptiveML.Samples;
using Microsoft.ML;
using TaskSwitch;

const int PrimaryTasks = 20, NewTasks = 10;

var watch = Stopwatch.StartNew();
var mlContext = new MLContext(1);
Digit[] learn = Writers.ToLearn(), test = Writers.ToTest();
Digit[] digits = learn[..(learn.Length * 2 / 3)], pool = learn[digits.Length..];
var divisions = Division.Draw(PrimaryTasks + NewTasks);

var trainer = mlContext.BinaryClassification.Trainers.Comodulation(Settings.Options);
var model = trainer.Fit(mlContext.Data.LoadFromEnumerable(divisions[..PrimaryTasks].SelectMany(task => task.Rows(digits))));
Console.WriteLine($"A base and {model.Tasks.Count} tasks, fitted to {digits.Length} digits in {watch.Elapsed.TotalSeconds:F0} s.");

Demonstration.Run(mlContext, model, pool, test);

Console.WriteLine();
Console.WriteLine(
    $"Balanced accuracy of {NewTasks} new tasks on {test.Length} digits of other writers, "
    + $"%: mean of {Race.Draws} draws of the labelled rows, ± their standard deviation");
var curves = Race.Run(mlContext, model, divisions[PrimaryTasks..], pool, test);
Race.Print(curves);
AccuracyChart.Write("accuracy.svg", curves);
Console.WriteLine();
Console.WriteLine($"{watch.Elapsed.TotalSeconds:F0} s. The pictures are accuracy.svg and relevance.svg.");
