using AdaptiveML.Pipeline;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public static partial class OnlineModelCatalog
{
    /// <summary>
    /// Writes the messages of every online transformer of a model to the log, once each: notes as Info, what was wrong with the rows as Warning. A fit cannot
    /// do so by itself, since ML.NET's catalogs do not lend their context to estimators of other assemblies.
    /// </summary>
    /// <param name="context">Whose log.</param>
    /// <param name="model">A model that has been fitted or loaded.</param>
    /// <returns>The model, unchanged.</returns>
    /// <exception cref="InvalidDataException">A payload in it is damaged or foreign.</exception>
    public static TTransformer LogFitMessages<TTransformer>(this MLContext context, TTransformer model)
        where TTransformer : class, ITransformer
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(model);
        foreach (var stage in Chain.ScoringStages(context.Model.Rehydrate(model)).OfType<OnlineTransformer>())
        {
            using var channel = ((IHostEnvironment)context).Start(stage.Model.Columns.Output);
            foreach (string note in FitMessages.ReadNotes(stage.Model.Attributes))
            {
                channel.Info(MessageSensitivity.None, "{0}", note);
            }

            foreach (string warning in FitMessages.ReadWarnings(stage.Model.Attributes))
            {
                channel.Warning(MessageSensitivity.None, "{0}", warning);
            }
        }

        return model;
    }

    /// <summary>
    /// Writes the reports of an update to the log: what was learnt as Info; classes that were opened, and what does not fit the rows of the fit, as Warning.
    /// </summary>
    /// <param name="context">Whose log.</param>
    /// <param name="reports">What <c>mlContext.Model.Update</c> gave.</param>
    public static void LogUpdate(this MLContext context, IReadOnlyList<UpdateReport> reports)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(reports);
        foreach (var report in reports)
        {
            using var channel = ((IHostEnvironment)context).Start(report.OutputColumnName);
            foreach (string line in report.Summary)
            {
                channel.Info(MessageSensitivity.None, "{0}", line);
            }

            foreach (string warning in report.Warnings)
            {
                channel.Warning(MessageSensitivity.None, "{0}", warning);
            }
        }
    }
}
