using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>A featurizer fitted to rows, of which the drift score alone is looked at.</summary>
internal sealed class DriftProbe(TttFeaturizer<float> learner)
{
    public TttFeaturizer<float> Learner { get; } = learner;

    public static DriftProbe Fit(float[][] rows, TttFeaturizerOptions? options = null, Func<int, SequenceKey>? key = null)
    {
        options ??= new() { Objective = TttObjective.FixedViews };
        var training = new TrainingRows<float>(rows[0].Length, 0);
        for (int row = 0; row < rows.Length; row++)
        {
            training.Add(rows[row], [], new() { Sequence = key?.Invoke(row) ?? default });
        }

        var learner = TttFeaturizer<float>.Create(rows[0].Length / (options.SequenceLength ?? 1), options);
        learner.Fit(training, new() { MaximumPasses = 1 });
        return new(learner);
    }

    /// <summary>The scores of rows that follow.</summary>
    public float[] Scores(IEnumerable<float[]> rows, SequenceKey key = default)
    {
        float[] output = new float[Learner.OutputSize];
        int place = Learner.Output[PredictionNames.DriftScore].Offset;
        return [.. rows.Select(row =>
        {
            if (Learner.Options.SequenceLength is null)
            {
                Learner.Learn(new() { Sequence = key }, row, [], output);
            }
            else
            {
                Learner.Predict(row, output);
            }

            return output[place];
        })];
    }
}
