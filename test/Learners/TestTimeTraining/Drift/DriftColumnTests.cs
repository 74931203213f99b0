namespace AdaptiveML.Learners.Tests;

/// <summary>Columns that are missing, dead, discrete or many.</summary>
[TestClass]
public sealed class DriftColumnTests
{
    private const float Rare = 3;

    private static readonly float[][] History = Plant.Rows(4000);
    private static readonly float[][] Future = Plant.Rows(600, seed: 2);

    [TestMethod]
    [DataRow(float.NaN)]
    [DataRow(float.PositiveInfinity)]
    public void A_missing_sensor_is_no_fault_and_hides_none(float missing)
    {
        float[][] without = Plant.With(Future, 100, 1, _ => missing);
        float deviation = Plant.Deviation(History, 3);
        float[][] faulty = Plant.With(without, 400, 3, row => Future[row][3] + (2 * deviation));

        float[] scores = DriftProbe.Fit(History).Scores(faulty);

        Assert.IsLessThanOrEqualTo(2, scores[..400].Count(score => score >= Rare));
        Assert.IsGreaterThan(Rare, scores[405..].Average());
    }

    [TestMethod]
    public void A_sensor_that_is_missing_in_half_of_the_fit_takes_part()
    {
        float[][] history = Plant.With(History, 0, 1, row => row % 2 == 0 ? float.NaN : History[row][1]);
        float deviation = Plant.Deviation(History, 1);

        float[] scores = DriftProbe.Fit(history).Scores(Plant.With(Future, 400, 1, row => Future[row][1] + (2 * deviation)));

        Assert.IsLessThanOrEqualTo(8, scores[..400].Count(score => score >= Rare));
        Assert.IsGreaterThan(Rare, scores[410..].Average());
    }

    [TestMethod]
    [DataRow(float.NaN)]
    [DataRow(7f)]
    public void A_sensor_that_was_dead_in_the_fit_says_nothing(float dead)
    {
        float[][] history = Plant.With(History, 0, 1, _ => dead);
        var (silent, alive) = (DriftProbe.Fit(history), DriftProbe.Fit(history));

        CollectionAssert.AreEqual(silent.Scores(Plant.With(Future, 0, 1, _ => dead)), alive.Scores(Future));
    }

    [TestMethod]
    [DataRow(float.NaN)]
    [DataRow(7f)]
    public void A_sensor_that_was_dead_may_stay_so_for_longer_than_the_fit(float dead)
    {
        var probe = DriftProbe.Fit(Plant.With(History[..1000], 0, 1, _ => dead));

        Assert.IsLessThan(0.02, probe.Scores(Plant.With(History[1000..], 0, 1, _ => dead)).Average(score => score >= Rare ? 1.0 : 0));
    }

    [TestMethod]
    public void A_sensor_of_two_values_may_rest_as_long_as_in_the_fit()
    {
        float[][] history = Plant.With(History, 0, 1, row => row % 200 < 100 ? 0 : 1), future = Plant.With(Future, 0, 1, row => row % 200 < 100 ? 0 : 1);
        var probe = DriftProbe.Fit(history);

        Assert.IsLessThanOrEqualTo(6, probe.Scores(future).Count(score => score >= Rare));
        Assert.IsGreaterThan(Rare, probe.Scores(Plant.With(Future, 0, 1, _ => 0))[^1]);
    }

    [TestMethod]
    public void Among_many_sensors_a_fault_is_found()
    {
        float[][] history = Plant.Rows(2000, seed: 5, sensors: 50), future = Plant.Rows(400, seed: 6, sensors: 50);
        float deviation = Plant.Deviation(history, 45);

        float[] scores = DriftProbe.Fit(history).Scores(Plant.With(future, 200, 45, row => future[row][45] + (4 * deviation)));

        Assert.IsLessThanOrEqualTo(3, scores[..200].Count(score => score >= Rare));
        Assert.IsGreaterThan(Rare, scores[210..].Average());
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(20)]
    public void A_fit_of_few_rows_has_scores_that_are_numbers(int rows) =>
        Assert.IsTrue(DriftProbe.Fit(History[..rows]).Scores(Future).All(score => float.IsFinite(score) && score >= 0));
}
