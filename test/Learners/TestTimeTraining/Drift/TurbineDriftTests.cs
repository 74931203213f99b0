using AdaptiveML.Learners.TestTimeTraining;

namespace AdaptiveML.Learners.Tests;

/// <summary>Faults put into the hours of a gas turbine, of a year after those of the fit.</summary>
[TestClass]
public sealed class TurbineDriftTests
{
    private const float Rare = 3;

    private const int Length = 150;

    private static readonly float[][] History = GasTurbine.Year(2011);
    private static readonly float[][] Future = GasTurbine.Year(2012);

    [TestMethod]
    [DataRow("offset", 0.65)]
    [DataRow("stuck", 1.0)]
    [DataRow("sign", 0.65)]
    [DataRow("delay", 0.45)]
    [DataRow("ramp", 0.55)]
    public void Faults_are_found_at_a_score_of_3(string fault, double share)
    {
        var fitted = DriftProbe.Fit(History);
        int faults = 0, found = 0;
        for (int sensor = 0; sensor < GasTurbine.Sensors; sensor++)
        {
            int column = sensor;
            float deviation = Plant.Deviation(History, column), mean = History.Average(row => row[column]);
            for (int start = 500 + (100 * sensor); start + Length < Future.Length; start += 1500)
            {
                var probe = new DriftProbe((TttFeaturizer<float>)fitted.Learner.Clone());
                float[][] rows = Future[(start - 100)..(start + Length)];
                float[][] faulty = Plant.With(rows, 100, column, row => fault switch
                {
                    "offset" => rows[row][column] + (3 * deviation),
                    "stuck" => rows[99][column],
                    "sign" => (2 * mean) - rows[row][column],
                    "delay" => rows[row - 10][column],
                    _ => rows[row][column] + (3 * deviation * (row - 99) / Length),
                });
                faults++;
                found += probe.Scores(faulty)[100..].Any(score => score >= Rare) ? 1 : 0;
            }
        }

        Assert.IsGreaterThanOrEqualTo(share, (double)found / faults);
    }

    [TestMethod]
    public void The_year_after_that_of_the_fit_has_few_alarms() =>
        Assert.IsLessThan(0.002, DriftProbe.Fit(History).Scores(Future).Average(score => score >= Rare ? 1.0 : 0));
}
