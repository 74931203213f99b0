using AdaptiveML.Learners.Continual;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests.Continual;

/// <summary>Learners whose solution does not depend on how the rows came.</summary>
[TestClass]
public sealed class AnalyticIdentityTests
{
    private const int Inputs = ContinualMachines.Inputs;

    public static IEnumerable<object[]> Exact() =>
    [
        ["nearest mean", () => new NearestMeanClassifier<double>(Inputs, new() { Standardizes = false }, 3)],
        ["streaming LDA", () => new StreamingLda<double>(Inputs, new() { Standardizes = false }, 3)],
        ["ridge", () => new RidgeClassifier<double>(Inputs, new() { Standardizes = false, L2Regularization = 0.1 }, 3)],
        ["RanPAC", () => new RanPac<double>(Inputs, new() { Standardizes = false, ProjectionSize = 30, L2Regularization = 1 }, 3)],
        ["DATA", () => new DataClassifier<double>(Inputs, new()
        {
            Standardizes = false,
            ProjectionSize = 30,
            L2Regularization = 1,
            LearnsResidualWeight = false,
        }, 3)],
    ];

    [TestMethod]
    [DynamicData(nameof(Exact))]
    public void Any_order_any_chunks_and_row_by_row_give_the_same_model(string name, Func<ContinualLearner<double>> make)
    {
        var rows = ClassClouds.Task<double>(Inputs, 30, 5, 0, 1, 2);
        var query = ClassClouds.Task<double>(Inputs, 10, 6, 0, 1, 2);
        double[] expected = ClassClouds.Scores(make().Update(rows), query);
        var recursive = make();
        for (int row = 0; row < rows.Count; row++)
        {
            recursive.Learn(rows.Input(row), rows.Target(row), new double[3]);
        }

        var chunks = make().Update(ClassClouds.Reversed(rows, 40, 90)).Update(ClassClouds.Reversed(rows, 0, 17)).Update(ClassClouds.Reversed(rows, 17, 40));
        AssertClose(expected, make().Update(ClassClouds.Reversed(rows, 0, 90)), query, name);
        AssertClose(expected, chunks, query, name);

        // DATA's covariances follow row by row from time to time, its sums at once: with the next task nothing is left of it.
        AssertClose(expected, recursive, query, name, name == "DATA" ? 0.1 : 1e-9);
        AssertClose(ClassClouds.Scores(make().Update(rows).Update(query), query), recursive.Update(query), query, name);
    }

    private static void AssertClose(double[] expected, ContinualLearner<double> learner, TrainingRows<double> query, string name, double tolerance = 1e-9)
    {
        double[] scores = ClassClouds.Scores(learner, query);
        for (int i = 0; i < scores.Length; i++)
        {
            Assert.AreEqual(expected[i], scores[i], tolerance * Math.Max(1, Math.Abs(expected[i])), name);
        }
    }

    [TestMethod]
    public void A_row_of_weight_two_is_two_rows()
    {
        var rows = ClassClouds.Task<double>(Inputs, 10, 7, 0, 1);
        var (weighted, twice) = (new TrainingRows<double>(Inputs, 1), new TrainingRows<double>(Inputs, 1));
        for (int row = 0; row < rows.Count; row++)
        {
            weighted.Add(rows.Input(row), rows.Target(row), new() { Weight = 2 });
            twice.Add(rows.Input(row), rows.Target(row));
            twice.Add(rows.Input(row), rows.Target(row));
        }

        double[] expected = ClassClouds.Scores(Make().Update(twice), rows), scores = ClassClouds.Scores(Make().Update(weighted), rows);
        for (int i = 0; i < scores.Length; i++)
        {
            Assert.AreEqual(expected[i], scores[i], 1e-9);
        }

        static DataClassifier<double> Make() => new(Inputs, new() { ProjectionSize = 20, L2Regularization = 1 }, 2);
    }

    [TestMethod]
    public void With_the_gate_at_0_the_scores_are_those_of_RanPac_bit_for_bit()
    {
        var gateClosed = new DataClassifierOptions { ProjectionSize = 50, ResidualWeight = 0 };
        RanPacOptions peer = new() { ProjectionSize = 50, OffsetDeviation = gateClosed.OffsetDeviation };
        ContinualLearner<double>[] learners =
        [
            new RanPac<double>(Inputs, peer),
            new DataClassifier<double>(Inputs, gateClosed),
            new DataClassifier<double>(Inputs, gateClosed with { Residual = DataClassifierResidual.None }),
        ];
        var query = ClassClouds.Task<double>(Inputs, 10, 8, 0, 1, 2, 3);
        for (int task = 0; task < 2; task++)
        {
            var rows = ClassClouds.Task<double>(Inputs, 40, (ulong)task + 20, (2 * task), (2 * task) + 1);
            learners = [.. learners.Select(learner => learner.Update(rows))];
            for (int row = 0; row < 5; row++)
            {
                foreach (var learner in learners)
                {
                    learner.Learn(rows.Input(row), rows.Target(row), new double[learner.ClassCount]);
                }
            }

            CollectionAssert.AreEqual(ClassClouds.Scores(learners[0], query), ClassClouds.Scores(learners[1], query));
            CollectionAssert.AreEqual(ClassClouds.Scores(learners[0], query), ClassClouds.Scores(learners[2], query));
        }

        var open = new DataClassifier<double>(Inputs, gateClosed with { ResidualWeight = 0.2 }).Update(ClassClouds.Task<double>(Inputs, 40, 20, 0, 1));
        Assert.AreNotEqual(
            ClassClouds.Scores(open, query)[0],
            ClassClouds.Scores(new RanPac<double>(Inputs, peer).Update(ClassClouds.Task<double>(Inputs, 40, 20, 0, 1)), query)[0]);
    }

    [TestMethod]
    public void The_penalty_chosen_has_the_least_error_on_the_rows_held_out()
    {
        var rows = ClassClouds.Task<double>(Inputs, 50, 9, 0, 1, 2);
        var chosen = new RanPac<double>(Inputs, new() { ProjectionSize = 60 }, 3).Update(rows);
        var (learn, heldOut) = (new TrainingRows<double>(Inputs, 1), new TrainingRows<double>(Inputs, 1));
        for (int row = 0; row < rows.Count; row++)
        {
            (row % 5 == 4 ? heldOut : learn).Add(rows.Input(row), rows.Target(row));
        }

        double[] penalties = [.. Enumerable.Range(-8, 17).Select(exponent => Math.Pow(10, exponent))];
        double[] errors = [.. penalties.Select(penalty =>
        {
            // The scale is that of all rows of the task, as the learner has it: fitted on all, then learnt from the rest.
            var scaled = new RanPac<double>(Inputs, new() { ProjectionSize = 60, Standardizes = false, ClipAt = 1e9, L2Regularization = penalty }, 3)
                .Update(Scaled(learn, rows));
            var test = Scaled(heldOut, rows);
            double[] scores = ClassClouds.Scores(scaled, test);
            return scores.Select((score, i) => Math.Pow(score - ((int)test.Target(i / 3)[0] == i % 3 ? 1 : 0), 2)).Sum();
        })];
        double best = penalties[Array.IndexOf(errors, errors.Min())];
        Assert.AreEqual(best, ((RanPac<double>)chosen).Penalty, 1e-9 * best);
    }

    [TestMethod]
    public void Forgetting_and_accuracy_come_side_by_side_in_both_protocols()
    {
        var tasks = Enumerable.Range(0, 3)
            .Select(t => (Cloud(t, 30, (ulong)t + 30), Cloud(t, 20, (ulong)t + 40)))
            .ToArray();
        static TrainingRows<double> Cloud(int task, int rows, ulong seed) => ClassClouds.Task<double>(Inputs, rows, seed, 2 * task, (2 * task) + 1);
        var report = ContinualEvaluation.Run(new DataClassifier<double>(Inputs, new() { ProjectionSize = 60 }), tasks);
        var naive = ContinualEvaluation.Run(new FineTuning<double>(Inputs, new() { Network = new() { Hidden = 20, LearningRate = 0.02 } }), tasks);
        Assert.IsGreaterThan(0.9, report.ClassIncremental.AverageAccuracy);
        Assert.IsGreaterThanOrEqualTo(report.ClassIncremental.AverageAccuracy, report.TaskIncremental.AverageAccuracy);
        Assert.IsGreaterThan(report.ClassIncremental.Forgetting + 0.2, naive.ClassIncremental.Forgetting, "what nothing holds is forgotten");
        Assert.AreEqual(0, report.ClassIncremental[0, 2], "a class that is not known yet is never right");
        Assert.HasCount(3, report.Learner.Tasks);
        var single = new AccuracyMatrix([[0.5]], [7]);
        Assert.AreEqual((false, 0.0, 0.0, 0.5), (single.HasPast, single.Forgetting, single.BackwardTransfer, single.RowWeightedAccuracy));
        Assert.Throws<ArgumentException>(() => new AccuracyMatrix([[0.5, 1]], []));
    }

    private static TrainingRows<double> Scaled(TrainingRows<double> rows, TrainingRows<double> all)
    {
        double Mean(int i) => Enumerable.Range(0, all.Count).Average(row => all.Input(row)[i]);
        double[] means = [.. Enumerable.Range(0, Inputs).Select(Mean)];
        double[] deviations = [.. Enumerable.Range(0, Inputs)
            .Select(i => Math.Sqrt(Enumerable.Range(0, all.Count).Average(row => Math.Pow(all.Input(row)[i] - means[i], 2))))];
        var scaled = new TrainingRows<double>(Inputs, 1);
        for (int row = 0; row < rows.Count; row++)
        {
            scaled.Add([.. rows.Input(row).ToArray().Select((value, i) => (value - means[i]) / deviations[i])], rows.Target(row));
        }

        return scaled;
    }
}
