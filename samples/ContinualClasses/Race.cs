using AdaptiveML.Estimators;
using Microsoft.ML;

namespace ContinualClasses;

/// <summary>Takes all methods through courses.</summary>
internal static class Race
{
    public static IEnumerable<(string Name, ContinualMetrics[] Metrics)> Run(Course[] courses)
    {
        var context = new MLContext();
        foreach (var (name, learner) in Contenders.All)
        {
            var trainer = context.MulticlassClassification.Trainers.DataContinual(
                new DataContinualOptions { TaskColumnName = "Task", Learner = learner });
            yield return (name, Array.ConvertAll(courses, course =>
            {
                var model = trainer.Fit(course.LearnView(context));
                return context.MulticlassClassification.EvaluateContinual(model, course.TestView(context));
            }));
        }
    }
}
