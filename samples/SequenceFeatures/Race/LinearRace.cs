using AdaptiveML.Learners.Baselines;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace SequenceFeatures;

/// <summary>Linear models on features: one that is fitted once, by SDCA, and one that goes on learning, by recursive least squares.</summary>
internal static class LinearRace
{
    private static readonly float[] Penalties = [0.0003f, 0.003f, 0.03f, 0.3f];
    private static readonly double[] Memories = [0.9995, 0.999, 0.998];

    /// <summary>Tries settings and penalties, and keeps what was best on the rows that are there to choose by.</summary>
    public static Result Run(Question question, string name, IEnumerable<Setting> settings)
    {
        var (setting, frozen, answers, features) = settings.AsParallel().Select(setting => Fit(question, setting)).ToArray().MinBy(fit => fit.Frozen.Choice);
        float[][] all = features();
        var learning = Memories.AsParallel().Select(memory => question.Errors(Learning(question, all, memory))).ToArray().MinBy(errors => errors.Choice);
        return new(name, setting.Text, setting.Past, all[0].Length - (setting.HasRow ? question.Width : 0), frozen, learning, answers);
    }

    private static (Setting Setting, Errors Frozen, float[] Answers, Func<float[][]> Features) Fit(Question question, Setting setting)
    {
        var mlContext = new MLContext(seed: 1);
        var fit = Row.View(mlContext, setting.Rows(question, 0, question.FitEnd));
        var features = setting.Pipeline(mlContext).Fit(fit);
        var fitted = mlContext.Data.Cache(mlContext.Data.FilterRowsByMissingValues(features.Transform(fit), nameof(Row.Answer)), "All", nameof(Row.Answer));
        var rest = mlContext.Data.Cache(features.Transform(Row.View(mlContext, setting.Rows(question, question.FitEnd, question.Count))), "All");
        var (answers, errors) = Penalties.Select(penalty =>
        {
            var model = mlContext.Regression.Trainers.Sdca(Options(penalty)).Fit(fitted);
            float[] answers = [.. model.Transform(rest).GetColumn<float>("Score")];
            return (answers, question.Errors(answers));
        }).MinBy(result => result.Item2.Choice);
        return (setting, errors, answers, () => [.. features.Transform(fit).GetColumn<float[]>("All"), .. rest.GetColumn<float[]>("All")]);
    }

    private static SdcaRegressionTrainer.Options Options(float penalty) => new()
    {
        FeatureColumnName = "All",
        LabelColumnName = nameof(Row.Answer),
        L2Regularization = penalty,
        L1Regularization = 0,
        NumberOfThreads = 1,
        MaximumNumberOfIterations = 100,
        ConvergenceTolerance = 0.001f,
    };

    /// <summary>What recursive least squares answers from the end of the fit, each answer learnt when it has come.</summary>
    private static float[] Learning(Question question, float[][] features, double memory)
    {
        var learner = new RecursiveLeastSquares<float>(features[0].Length, 1, new() { Forgetting = memory });
        var answers = new float[question.Count - question.FitEnd];
        for (int row = 0; row < question.Count; row++)
        {
            int known = row - question.Ahead;
            if (known >= 0 && float.IsFinite(question.Answers[known]))
            {
                learner.Learn(features[known], [question.Answers[known]], new float[1]);
            }

            if (row >= question.FitEnd)
            {
                learner.Predict(features[row], answers.AsSpan(row - question.FitEnd, 1));
            }
        }

        return answers;
    }
}
