using AdaptiveML.Learners.Comodulation;
using AdaptiveML.Online;

namespace AdaptiveML.Benchmarks.Comodulation;

/// <summary>
/// A readout as C. Haimerl et al. (Nature Communications 2023) fit it in their code: Adam with step 0.0001, two rows to a step, at most 1000 passes over half
/// of the rows, the best of them on the other half. Of many rows 8000 steps are enough.
/// </summary>
internal static class PublishedReadout
{
    private const int Looks = 10;

    public static ComodulationModel<float> Fit(ComodulationModel<float> model, TrainingRows<float> rows)
    {
        var (learnt, heldBack) = (Every(rows, 0), Every(rows, 1));
        int steps = Math.Min(1000 * learnt.Count / 2, 8000);
        return Enumerable.Range(1, Looks).Select(look => Fit(model, learnt, steps * look / Looks)).MinBy(fitted => fitted.Evaluate(heldBack).LogLoss)!;
    }

    private static ComodulationModel<float> Fit(ComodulationModel<float> model, TrainingRows<float> rows, int steps) =>
        model.Adapt("readout", rows, new()
        {
            Method = AdaptationMethod.Readout,
            ReadoutLearningRate = 1e-4,
            BatchSize = 2,
            MaximumSteps = steps,
            StepsPerLook = steps,
            Parts = 0,
        }).ForTask("readout");

    /// <summary>Every other row; the rows come class by class.</summary>
    private static TrainingRows<float> Every(TrainingRows<float> rows, int start)
    {
        var half = new TrainingRows<float>(rows.InputSize, 1);
        for (int row = start; row < rows.Count; row += 2)
        {
            half.Add(rows.Input(row), rows.Target(row));
        }

        return half;
    }
}
