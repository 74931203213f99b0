using AdaptiveML.Estimators;
using AdaptiveML.Learners.Continual;
using Microsoft.ML;

namespace PictureClasses;

/// <summary>What learns the classes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Learn">
/// Makes a model of the model before, or of none at first: it is given the rows of the task, all rows up to it, and a name of the task.
/// </param>
internal sealed record Contender(string Name, Func<ITransformer?, Row[], Row[], string, ITransformer> Learn)
{
    public const string Default = "DATA (default)";

    /// <summary>The methods, those that keep no row first.</summary>
    public static Contender[] All(MLContext context)
    {
        var normalize = context.Transforms.NormalizeMeanVariance("Features", fixZero: false);
        return
        [
            Continual("nearest class mean", new NearestMeanOptions()),
            Continual("streaming LDA", new StreamingLdaOptions()),
            Continual("RanPAC", new RanPacOptions()),
            Continual(Default, new DataClassifierOptions()),
            Refitted("logistic regression", context.Transforms.CopyColumns("Features", "Features")),
            Refitted("the same, normalised", normalize),
        ];

        Contender Continual(string name, ContinualOptions learner)
        {
            var trainer = context.MulticlassClassification.Trainers.DataContinual(new DataContinualOptions { Learner = learner });
            return new(name, (model, fresh, _, task) => model is DataContinualTransformer before
                ? before.Update(context.Data.LoadFromEnumerable(fresh), task)
                : trainer.Fit(context.Data.LoadFromEnumerable(fresh), task));
        }

        Contender Refitted(string name, IEstimator<ITransformer> inFront) => new(
            name,
            (_, _, all, _) => context.Transforms.Conversion.MapValueToKey("Label").Append(inFront)
                .Append(context.MulticlassClassification.Trainers.LbfgsMaximumEntropy()).Fit(context.Data.LoadFromEnumerable(all)));
    }
}
