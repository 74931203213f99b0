using AdaptiveML.Pipeline.Tests.Support;
using Microsoft.ML;

namespace AdaptiveML.Pipeline.Tests.Models;

/// <summary>Rows of a random division are seen by the gaps that it leaves in their times.</summary>
[TestClass]
public sealed class ScatteredGapsTests
{
    private static readonly MLContext Context = new(1);

    private static readonly TimedRow[] Rows =
        [.. Enumerable.Range(0, 3000).Select(i => new TimedRow { Group = i % 2 == 0 ? "a" : "b", Time = DateTime.UnixEpoch.AddMinutes(i / 2) })];

    [TestMethod]
    [DataRow(0.1)]
    [DataRow(0.3)]
    [DataRow(0.8)]
    public void A_random_division_is_seen_on_both_sides(double testFraction)
    {
        var split = Context.Data.TrainTestSplit(Context.Data.LoadFromEnumerable(Rows), testFraction, seed: 3);

        foreach (var rows in (IDataView[])[split.TrainSet, split.TestSet])
        {
            var read = Context.Data.CreateEnumerable<TimedRow>(rows, reuseRowObject: false).ToArray();
            long gaps = read.GroupBy(row => row.Group)
                .Sum(group => group.Zip(group.Skip(1)).LongCount(pair => (pair.Second.Time - pair.First.Time).TotalMinutes > 1));
            Assert.AreEqual(gaps, Count(read));
        }
    }

    [TestMethod]
    public void A_fold_of_a_cross_validation_is_seen() => Assert.IsGreaterThan(
        100,
        Context.Data.CrossValidationSplit(Context.Data.LoadFromEnumerable(Rows), 4, seed: 1)
            .Min(fold => Count([.. Context.Data.CreateEnumerable<TimedRow>(fold.TrainSet, reuseRowObject: false)])));

    [TestMethod]
    public void Whole_recordings_nights_left_out_and_times_off_a_grid_are_not_taken_for_one()
    {
        Assert.AreEqual(0, Count(Rows));
        Assert.AreEqual(0, Count([.. Rows.Where(row => row.Time.Hour is >= 6 and < 22)]), "no rows at night");
        Assert.AreEqual(0, Count([.. Rows.Where((_, i) => i % 6 < 4)]), "every third minute is missing");
        Assert.AreEqual(0, Count([.. Rows.Select((row, i) => new TimedRow { Time = row.Time.AddMilliseconds(i * 7919 % 997) })]));
        Assert.AreEqual(0, Count([.. Rows.Select(_ => new TimedRow())]));
        var split = Context.Data.TimeSplit(Context.Data.LoadFromEnumerable(Rows), 0.2, "Time");
        Assert.AreEqual(0, Count([.. Context.Data.CreateEnumerable<TimedRow>(split.TrainSet, reuseRowObject: false)]));
    }

    private static long Count(TimedRow[] rows)
    {
        var view = Context.Data.LoadFromEnumerable(rows);
        return RecordingReport.Of(TrainingData.Read(view, OnlineColumns.For(view.Schema, "Features", "Label", "Score", "Group", "Time"))).ScatteredGaps;
    }
}
