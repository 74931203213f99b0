using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>What the drift score says of faults, and how rarely it says so without one.</summary>
[TestClass]
public sealed class DriftScoreTests
{
    /// <summary>A score that one row in a thousand of the fit has.</summary>
    private const float Rare = 3;

    private const int Start = 500, Length = 150;

    private static readonly float[][] History = Plant.Rows(4000);
    private static readonly float[][] Future = Plant.Rows(Start + Length, seed: 2);
    private static readonly float[] Deviations = [.. Enumerable.Range(0, 4).Select(sensor => Plant.Deviation(History, sensor))];

    [TestMethod]
    [DataRow("offset", 5)]
    [DataRow("stuck", 10)]
    [DataRow("sign", 40)]
    [DataRow("delay", 40)]
    [DataRow("ramp", 100)]
    [DataRow("exchanged", 40)]
    public void A_fault_of_any_sensor_is_found_within_rows_and_keeps_its_score(string fault, int within)
    {
        float[][] other = Plant.Rows(Start + Length, seed: 3);
        for (int sensor = 0; sensor < 4; sensor++)
        {
            int column = sensor;
            float[][] rows = Plant.With(Future, Start, column, row => fault switch
            {
                "offset" => Future[row][column] + (2 * Deviations[column]),
                "stuck" => Future[Start][column],
                "sign" => 1000 - Future[row][column],
                "delay" => Future[row - 20][column],
                "ramp" => Future[row][column] + (3 * Deviations[column] * (row - Start) / Length),
                _ => other[row][column],
            });

            float[] scores = DriftProbe.Fit(History).Scores(rows);

            Assert.IsLessThanOrEqualTo(2, scores[..Start].Count(score => score >= Rare), $"sensor {sensor}");
            Assert.IsGreaterThan(Rare, scores[Start..(Start + within)].Max(), $"sensor {sensor}");
            Assert.IsGreaterThan(20, scores[^100..].Count(score => score >= Rare), $"sensor {sensor}");
        }
    }

    [TestMethod]
    [DataRow(400, 8)]
    [DataRow(4000, 2)]
    public void Of_clean_rows_as_many_pass_a_score_as_it_says_or_a_few_times_as_many_after_a_short_fit(int count, double times)
    {
        float[] scores = [.. Enumerable.Range(10, 6).SelectMany(seed =>
            DriftProbe.Fit(Plant.Rows(count, (ulong)seed)).Scores(Plant.Rows(10_000, seed: (ulong)(100 + seed))))];

        foreach (int score in (int[])[1, 2, 3])
        {
            double share = Math.Pow(10, -score);
            Assert.IsInRange(0.3 * share, times * share, scores.Average(value => value >= score ? 1.0 : 0), $"{score}");
        }
    }

    [TestMethod]
    public void The_inner_model_has_no_say_in_it()
    {
        float[] expected = DriftProbe.Fit(History).Scores(Future);

        foreach (var options in (TttFeaturizerOptions[])[new() { Width = 8 }, new() { Width = 4, Layer = new() { InnerModel = TttInnerModel.Mlp } }])
        {
            CollectionAssert.AreEqual(expected, DriftProbe.Fit(History, options).Scores(Future));
        }
    }

    [TestMethod]
    public void Before_a_fit_it_is_0() => Assert.IsTrue(new DriftProbe(TttFeaturizer<float>.Create(4, new())).Scores(Future).All(score => score == 0));

    [TestMethod]
    public void Saved_in_mid_fault_it_goes_on_exactly()
    {
        float[][] rows = Plant.With(Future, Start, 1, row => Future[row][1] + Deviations[1]);
        var probe = DriftProbe.Fit(History);
        probe.Scores(rows[..(Start + 20)]);
        using var stream = new MemoryStream();
        probe.Learner.Save(stream);
        stream.Position = 0;

        CollectionAssert.AreEqual(probe.Scores(rows[(Start + 20)..]), new DriftProbe(TttFeaturizer<float>.Load(stream)).Scores(rows[(Start + 20)..]));
    }

    [TestMethod]
    public void A_prediction_changes_nothing()
    {
        var (asked, silent) = (DriftProbe.Fit(History), DriftProbe.Fit(History));
        float[] output = new float[asked.Learner.OutputSize];
        foreach (float[] row in Future[..20])
        {
            asked.Learner.Predict([.. row.Select(value => 2 * value)], output);
            CollectionAssert.AreEqual(silent.Scores([row]), asked.Scores([row]));
        }
    }

    [TestMethod]
    public void A_wild_row_is_seen_and_forgotten()
    {
        float[][] rows = [.. Future[..Start], [.. Future[0].Select(_ => 1e30f)], .. Future[(Start + 1)..]];

        float[] scores = DriftProbe.Fit(History).Scores(rows);

        Assert.IsTrue(scores.All(float.IsFinite));
        Assert.IsGreaterThan(20, scores[Start]);
        Assert.IsLessThan(Rare, scores[Start + 60]);
    }

    [TestMethod]
    public void A_slow_change_becomes_usual_and_a_large_fault_does_not()
    {
        float[][] future = Plant.Rows(8000, seed: 4);
        float[] slow = DriftProbe.Fit(History).Scores(Plant.With(future, 0, 2, row => future[row][2] + (Deviations[2] * row / 8000)));
        float[] fault = DriftProbe.Fit(History).Scores(Plant.With(future, 3000, 2, row => future[row][2] + (5 * Deviations[2])));

        Assert.IsLessThan(0.02, slow.Average(score => score >= Rare ? 1.0 : 0));
        Assert.IsGreaterThan(0.99, fault[3010..6000].Average(score => score >= Rare ? 1.0 : 0));
    }

    [TestMethod]
    public void A_fault_of_one_machine_is_no_fault_of_another()
    {
        SequenceKey first = SequenceKey.Of(1), second = SequenceKey.Of(2);
        var probe = DriftProbe.Fit(History, key: row => row < 2000 ? first : second);
        probe.Scores(Future.Select(row => row.Select(value => 2 * value).ToArray()), first);
        Assert.IsGreaterThan(Rare, probe.Scores(Future[..1], first)[0]);

        Assert.IsLessThanOrEqualTo(2, probe.Scores(Future, second).Count(score => score >= Rare));
        Assert.IsLessThanOrEqualTo(2, probe.Scores(Future, SequenceKey.Of(3)).Count(score => score >= Rare));
    }

    [TestMethod]
    public void Windows_are_scored_each_for_itself()
    {
        const int Tokens = 30;
        float[][] faulty = Plant.With(Future, 0, 1, row => 1000 - Future[row][1]);
        var probe = DriftProbe.Fit(Windows(History, Tokens), new() { Objective = TttObjective.FixedViews, SequenceLength = Tokens });
        float[][] windows = Windows(Future, Tokens), turned = Windows(faulty, Tokens);

        float[] scores = probe.Scores(windows);
        CollectionAssert.AreEqual(scores, probe.Scores(windows.Reverse()).Reverse().ToArray());
        Assert.IsLessThan(0.01, scores.Average(score => score >= Rare ? 1.0 : 0));
        Assert.IsGreaterThan(0.5, probe.Scores(turned).Average(score => score >= Rare ? 1.0 : 0));
    }

    private static float[][] Windows(float[][] rows, int tokens) =>
        [.. Enumerable.Range(0, rows.Length - tokens).Select(start => rows[start..(start + tokens)].SelectMany(row => row).ToArray())];
}
