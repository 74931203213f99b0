using System.Diagnostics;
using AdaptiveML.Pipeline;
using AdaptiveML.Trainers;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace OnlineSequences;

/// <summary>
/// Runs a method: a short fit, then a stream of sequences through an engine, each step predicted before it is learnt; in the end sequences that were never
/// learnt.
/// </summary>
internal static class Race
{
    public static Outcome Run<TStep>(MLContext mlContext, Contest<TStep> contest, string name, BpLambdaOptions options)
        where TStep : Step
    {
        var trainer = mlContext.MulticlassClassification.Trainers.BpLambda(options with { LabelColumnName = nameof(Step.Label) });
        var fitted = trainer.Fit(View(mlContext, contest.Learnt[..contest.Fitted]));
        using var engine = mlContext.Model.CreateOnlineEngine<TStep, Prediction>(fitted);
        string[] classes = [.. fitted.Parameters.ClassNames];
        var prediction = new Prediction();
        List<Answer> answers = [];
        long steps = 0, start = Stopwatch.GetTimestamp();
        foreach (var sequence in Stream(contest))
        {
            foreach (var step in sequence)
            {
                var result = engine.Learn(step, ref prediction);
                steps++;
                if (step.Label.Length > 0)
                {
                    answers.Add(new(result.Loss, Best(classes, prediction.Score) == step.Label));
                }
            }
        }

        double time = Stopwatch.GetElapsedTime(start).TotalMicroseconds / steps;
        var learnt = (BpLambdaTransformer)engine.ToTransformer();
        double? accuracy = contest.Test.Length > 0 ? Accuracy(mlContext, learnt, contest, classes) : null;
        var learner = learnt.CreateLearner();
        return new(name, answers, accuracy, time, learner.SharedBytes, learner.SequenceBytes, learnt.Diagnostics);
    }

    private static IEnumerable<TStep[]> Stream<TStep>(Contest<TStep> contest)
        where TStep : Step
    {
        var random = new Random(1);
        TStep[][] rest = contest.Learnt[contest.Fitted..];
        for (int epoch = 0; epoch < contest.Epochs; epoch++)
        {
            if (contest.Epochs > 1)
            {
                random.Shuffle(rest);
            }

            foreach (var sequence in rest)
            {
                yield return sequence;
            }
        }
    }

    /// <summary>The share of sequences that were never learnt whose end is given the right class.</summary>
    private static double Accuracy<TStep>(MLContext mlContext, BpLambdaTransformer model, Contest<TStep> contest, string[] classes)
        where TStep : Step
    {
        var scored = model.Transform(View(mlContext, contest.Test));
        return scored.GetColumn<string>(nameof(Step.Label)).Zip(scored.GetColumn<float[]>("Score"))
            .Where(row => row.First.Length > 0)
            .Average(row => Best(classes, row.Second) == row.First ? 1.0 : 0);
    }

    private static string Best(string[] classes, float[] scores) => classes[scores.IndexOf(scores.Max())];

    private static IDataView View<TStep>(MLContext mlContext, TStep[][] sequences)
        where TStep : Step => mlContext.Data.LoadFromEnumerable(sequences.SelectMany(sequence => sequence));
}
