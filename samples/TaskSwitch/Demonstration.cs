using AdaptiveML.Estimators;
using AdaptiveML.Learners.Comodulation;
using AdaptiveML.Samples;
using Microsoft.ML;

namespace TaskSwitch;

/// <summary>One new task: learnt from thirty digits, switched to, and taken back.</summary>
internal static class Demonstration
{
    public static void Run(MLContext mlContext, ComodulationTransformer model, Digit[] pool, Digit[] test)
    {
        var task = Division.Loops;
        var rows = mlContext.Data.LoadFromEnumerable(task.Rows(test));
        var thirty = mlContext.Data.LoadFromEnumerable(task.Few(pool, 30, seed: 1));

        var adapted = model.Adapt(task.Name, thirty);
        Console.WriteLine(
            $"Has the digit a loop? Learnt from 30 digits: {Accuracy(adapted.ForTask(task.Name)):P1} right; the base guesses {Accuracy(adapted.Base):P1}.");
        Console.WriteLine($"Kept was {adapted.Tasks[^1].Reason}");
        Console.WriteLine(
            $"The base says what it said, bit for bit: {Scores(adapted.Base).SequenceEqual(Scores(model.Base))}. "
            + $"By the task column: {Scores(adapted).SequenceEqual(Scores(adapted.ForTask(task.Name)))}.");

        using var engine = mlContext.Model.CreateOnlineEngine<Row, Answer>(adapted);
        foreach (var row in task.Few(pool, 300, seed: 2))
        {
            engine.Learn(row);
        }

        var learnt = (ComodulationTransformer)engine.ToTransformer();
        Console.WriteLine(
            $"After 300 more, one by one: {Accuracy(learnt.ForTask(task.Name)):P1}; the "
            + $"base is the same: {Scores(learnt.Base).SequenceEqual(Scores(model.Base))}.");

        var modulated = model.Adapt(task.Name, thirty, Settings.Options.Machine.Adaptation with { Method = AdaptationMethod.Comodulation }).Machine;
        RelevanceChart.Write(
            "relevance.svg",
            task.Name,
            ("factor of each unit of the first layer", [.. modulated.Factors(task.Name)]),
            ("gain of each unit of the last", [.. modulated.Gains(task.Name)]));

        double Accuracy(ITransformer transformer) => mlContext.BinaryClassification.Evaluate(transformer.Transform(rows)).Accuracy;
        float[] Scores(ITransformer transformer) =>
            [.. mlContext.Data.CreateEnumerable<Answer>(transformer.Transform(rows), reuseRowObject: false).Select(answer => answer.Score)];
    }
}
