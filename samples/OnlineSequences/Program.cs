using Microsoft.ML;
using OnlineSequences;

var mlContext = new MLContext();
Console.WriteLine(
    "Recurrent nets that learn online, step by step, by synthetic gradients, BP(λ), and by the methods to compare them with: one option, all else alike.");
List<(string, Outcome[])> contests = [];
Run(Digits.Pen());
Run(Digits.Pictures());
Run(AddStream.Make());
CurveChart.Write("sequences.svg", contests);
Console.WriteLine();
Console.WriteLine("The picture is in sequences.svg.");

void Run<TStep>(Contest<TStep> contest)
    where TStep : Step
{
    OutcomeTable.PrintHeading(contest.Name, contest.Test.Length > 0);
    contests.Add((contest.Name, Array.ConvertAll(Settings.Methods, method =>
    {
        var outcome = Race.Run(mlContext, contest, method.Name, method.Of(contest.Options));
        OutcomeTable.Print(outcome);
        return outcome;
    })));
}
