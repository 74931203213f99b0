using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>On the gas turbine's NOX of 2012, after a fit to 2011: what raises an alarm, and how often nothing does.</summary>
[TestClass]
public sealed class AlarmTests
{
    private static readonly float[][] Rows = GasTurbine.Year(2012);

    [TestMethod]
    public void A_healthy_year_has_few_alarms()
    {
        var alarms = Alarms((row, _) => row);
        Assert.IsLessThan(0.02 * Rows.Length, alarms.Count(alarm => alarm != AlarmReason.None));
        Assert.AreEqual(0, alarms.Count(alarm => alarm is AlarmReason.MissingInput or AlarmReason.OutOfRange or AlarmReason.WorseThanLastValue));
    }

    [TestMethod]
    public void A_missing_input_a_spike_and_labels_gone_wild_are_named()
    {
        var alarms = Alarms((row, t) => t switch
        {
            500 => [.. row[..5], float.NaN, .. row[6..]],
            1000 => [.. row[..7], row[7] * 50, .. row[8..]],
            >= 2000 and < 2100 => [.. row[..GasTurbine.Nox], row[GasTurbine.Nox] + (t % 2 * 60)],
            _ => row,
        });
        Assert.AreEqual(AlarmReason.MissingInput, alarms[500]);
        Assert.AreEqual(AlarmReason.Spike, alarms[1000]);
        Assert.Contains(AlarmReason.ErrorsGrown, alarms[2005..2100]);
    }

    [TestMethod]
    public void A_learner_that_the_last_value_beats_says_so_until_it_does_no_longer()
    {
        var sequence = new Layout();
        var track = new AlarmTrack(sequence);
        var memory = new LearnerMemory(new(), new(), sequence, 1);
        memory.Activate(default);
        Learn(400, 1, 1.02);
        Assert.AreEqual(AlarmReason.None, track.Check(memory, InputQuality.Clean, 0));
        Learn(600, 1.2, 1);
        Assert.AreEqual(AlarmReason.WorseThanLastValue, track.Check(memory, InputQuality.Clean, 0));
        Learn(1200, 0.9, 1);
        Assert.AreEqual(AlarmReason.None, track.Check(memory, InputQuality.Clean, 0));
        Assert.AreEqual(AlarmReason.OutOfRange, track.Check(memory, InputQuality.Clean, 100));

        void Learn(int rows, double error, double lastError)
        {
            for (int row = 0; row < rows; row++)
            {
                double target = row % 7;
                track.Learn(memory, target + error, target + lastError, target, double.NaN);
            }
        }
    }

    [TestMethod]
    public void Targets_that_keep_missing_their_bounds_are_said_until_they_do_no_longer()
    {
        var sequence = new Layout();
        var track = new AlarmTrack(sequence);
        var memory = new LearnerMemory(new(), new(), sequence, 1);
        memory.Activate(default);
        for (int row = 0; row < 300; row++)
        {
            double target = row % 7;
            int missed = row % 20 == 0 || row is >= 200 and < 230 ? 1 : 0;
            track.Learn(memory, target + 1 + missed, target + 9, target, 1.5);
            if (row is < 200 or (> 208 and < 230) or > 245)
            {
                Assert.AreEqual(row is > 208 and < 230, track.Check(memory, InputQuality.Clean, 3) == AlarmReason.OutOfBounds, $"row {row}");
            }
        }
    }

    private static AlarmReason[] Alarms(Func<float[], int, float[]> fault)
    {
        var learner = new LruRegressor<float>(GasTurbine.Sensors, new());
        var history = new TrainingRows<float>(GasTurbine.Sensors, 1);
        foreach (float[] row in GasTurbine.Year(2011))
        {
            history.Add(row.AsSpan(0, GasTurbine.Sensors), row.AsSpan(GasTurbine.Nox, 1));
        }

        learner.Standardize(history);
        OnlinePass.Run(learner, history);
        float[] prediction = new float[learner.OutputSize];
        return
        [
            .. Rows.Select((row, t) =>
            {
                float[] seen = fault(row, t);
                learner.Learn(seen.AsSpan(0, GasTurbine.Sensors), seen.AsSpan(GasTurbine.Nox, 1), prediction);
                return (AlarmReason)(int)prediction[3];
            }),
        ];
    }
}
