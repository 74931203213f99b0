using AdaptiveML.Kernels;
using AdaptiveML.Learners.LruForecasting;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>Two series and two further inputs, one of which something happens to.</summary>
[TestClass]
public sealed class ForecasterAlarmsTests
{
    private const int Width = 4, Fitted = 300;

    [TestMethod]
    public void What_is_wrong_with_an_input_is_said_of_each_series_and_of_the_row()
    {
        AssertSaid(row => row[2] = double.NaN, AlarmReason.MissingInput, AlarmReason.MissingInput, AlarmReason.MissingInput);
        AssertSaid(row => row[2] = 1e6, AlarmReason.Spike, AlarmReason.Spike, AlarmReason.Spike);
        AssertSaid(row => row[3] = 1, AlarmReason.NewInput, AlarmReason.NewInput, AlarmReason.NewInput);
        AssertSaid(_ => { }, AlarmReason.None, AlarmReason.None, AlarmReason.None);
    }

    [TestMethod]
    public void What_is_wrong_with_a_series_is_said_of_it_alone_and_of_the_row()
    {
        AssertSaid(row => row[1] = double.NaN, AlarmReason.None, AlarmReason.MissingInput, AlarmReason.MissingInput);
        AssertSaid(row => row[1] = 1e6, AlarmReason.None, AlarmReason.Spike, AlarmReason.Spike);
    }

    [TestMethod]
    [DataRow(1, AlarmReason.None, AlarmReason.StuckTarget)]
    [DataRow(2, AlarmReason.StuckInput, AlarmReason.StuckInput)]
    public void What_stands_still_for_longer_than_is_usual_is_said(int stuck, AlarmReason ofFirst, AlarmReason ofSecond)
    {
        var rows = new RowSource();
        var learner = rows.Fit();
        double last = rows.Next()[stuck];
        for (int row = 0; row < 30; row++)
        {
            double[] values = rows.Next();
            values[stuck] = last;
            var (result, alarms) = Learn(learner, values);
            var expected = row < 23 ? (AlarmReason.None, AlarmReason.None) : (ofFirst, ofSecond);
            Assert.AreEqual(expected, alarms, $"row {row}");
            Assert.AreEqual(row < 23 ? AlarmReason.None : ofSecond, result.Alarm, $"row {row}");
        }
    }

    private static void AssertSaid(Action<double[]> harm, AlarmReason ofFirst, AlarmReason ofSecond, AlarmReason ofRow)
    {
        var rows = new RowSource();
        var learner = rows.Fit();
        double[] values = rows.Next();
        harm(values);
        var (result, alarms) = Learn(learner, values);
        Assert.AreEqual((ofFirst, ofSecond), alarms);
        Assert.AreEqual(ofRow, result.Alarm);
    }

    private static (UpdateResult Result, (AlarmReason First, AlarmReason Second) Alarms) Learn(LruForecaster<double> learner, double[] row)
    {
        double[] prediction = new double[learner.OutputSize];
        var result = learner.Learn(row, [], prediction);
        var alarms = learner.Part(PredictionNames.Alarm, prediction);
        return (result, ((AlarmReason)(int)alarms[0], (AlarmReason)(int)alarms[1]));
    }

    /// <summary>The series and an input follow each other; the last input has never moved.</summary>
    private sealed class RowSource
    {
        private readonly ulong[] _random = new ulong[Xoshiro256.StateLength];
        private readonly double[] _values = new double[Width];

        public RowSource() => Xoshiro256.Seed(_random, 7);

        public double[] Next()
        {
            var random = new Xoshiro256(_random);
            for (int i = 0; i < Width - 1; i++)
            {
                _values[i] = (0.8 * _values[i]) + random.NextNormal();
            }

            return [.. _values];
        }

        public LruForecaster<double> Fit()
        {
            var learner = new LruForecaster<double>(2, 2, new());
            for (int row = 0; row < Fitted; row++)
            {
                Learn(learner, Next());
            }

            return learner;
        }
    }
}
