using AdaptiveML.Learners;
using AdaptiveML.Online;
using AdaptiveML.Trainers;

namespace AdaptiveML.PlantYear;

/// <summary>OnlineLru in its defaults.</summary>
public sealed class RegressorMachine : IMachine
{
    /// <inheritdoc/>
    public string Name => "regressor";

    /// <inheritdoc/>
    public IReadOnlyList<StreamKind> Streams => SensorStreams.All;

    /// <inheritdoc/>
    public Run Go(Recording rows, Cell cell)
    {
        var plain = PlainEstimators.Make(cell.Stream.Inputs, cell.Cadence);
        var run = new Run(rows.Count, plain.Select(method => method.Name));
        Estimate(rows, plain, run);
        try
        {
            Learn(rows, cell, Fit(rows, cell), run);
        }
        catch (ArgumentException thrown)
        {
            run.Thrown = thrown;
        }

        return run;
    }

    private static IOnlineLearner<float> Fit(Recording rows, Cell cell)
    {
        var history = new TrainingRows<float>(cell.Stream.Inputs, 1);
        for (int t = 0; t < cell.Fit; t++)
        {
            history.Add(rows.Inputs[t], [rows.Labels[t]], Context(rows, cell, t));
        }

        var options = new OnlineLruOptions { GroupColumnName = cell.Stream.HasGroups ? "Group" : null };
        return LruModelFactory.Fit(history, options).Learner;
    }

    private static void Learn(Recording rows, Cell cell, IOnlineLearner<float> learner, Run run)
    {
        float[] prediction = new float[learner.OutputSize];
        int score = learner.Output[PredictionNames.Score].Offset;
        int lower = learner.Output[PredictionNames.LowerBound].Offset, upper = learner.Output[PredictionNames.UpperBound].Offset;
        for (int t = cell.Fit; t < rows.Count; t++)
        {
            run.Results[t] = learner.Learn(Context(rows, cell, t), rows.Inputs[t], [rows.Labels[t]], prediction);
            run.Machine[t] = Square(rows, t, prediction[score]);
            run.HalfWidth[t] = (prediction[upper] - prediction[lower]) / 2 / rows.Unit[t];
            run.IsCovered[t] = float.IsNaN(prediction[lower] + prediction[upper]) ? double.NaN
                : (float)rows.Truth[t] >= prediction[lower] && (float)rows.Truth[t] <= prediction[upper] ? 1 : 0;
        }
    }

    private static void Estimate(Recording rows, IPlainEstimator[] plain, Run run)
    {
        var filled = new FilledInputs(rows.Inputs[0].Length);
        for (int t = 0; t < rows.Count; t++)
        {
            double[] inputs = filled.Fill(rows.Groups[t], rows.Inputs[t]);
            run.Note(rows, t);
            run.IsBlind[t] = float.IsNaN(rows.Labels[t]) && rows.Inputs[t].All(float.IsNaN);
            run.IsScored[t] = rows.IsScored(t);
            for (int k = 0; k < plain.Length; k++)
            {
                run.Plain[k].Errors[t] = Square(rows, t, plain[k].Estimate(rows.Groups[t], inputs));
                plain[k].Learn(rows.Groups[t], inputs, rows.Labels[t]);
            }
        }
    }

    private static RowContext Context(Recording rows, Cell cell, int row) =>
        cell.Stream.HasGroups ? new() { Sequence = SequenceKey.Of(rows.Groups[row]) } : default;

    private static double Square(Recording rows, int row, double estimate)
    {
        double error = (estimate - rows.Truth[row]) / rows.Unit[row];
        return error * error;
    }
}
