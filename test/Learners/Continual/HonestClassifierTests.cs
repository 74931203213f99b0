using AdaptiveML.Kernels;
using AdaptiveML.Learners.Continual;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests.Continual;

/// <summary>Few rows, odd units and probabilities: what a classifier says is what it knows.</summary>
[TestClass]
public sealed class HonestClassifierTests
{
    private const int Inputs = 8;

    private static readonly DataClassifierOptions Small = new() { ProjectionSize = 150 };

    [TestMethod]
    [DataRow(1)]
    [DataRow(5)]
    public void A_new_class_of_few_rows_is_not_outvoted(int rows)
    {
        TrainingRows<double> known = Near(100, 1, 0, 1, 2, 3, 4), few = Near(rows, 2, 5), test = Near(200, 3, 5);
        var learner = new DataClassifier<double>(Inputs, Small).Update(known);
        double head = ContinualEvaluation.Accuracy(new DataClassifier<double>(Inputs, Small with { ResidualWeight = 0 }).Update(known).Update(few), test, null);
        Assert.IsLessThan(rows == 1 ? 0.8 : 1, head, "the head alone");
        Assert.IsGreaterThan(0.7, ContinualEvaluation.Accuracy(learner.Update(few), test, null), "as a task");
        var others = Near(100, 4, 0, 1, 2, 3, 4);
        Assert.IsGreaterThan(0.85, ContinualEvaluation.Accuracy(learner.Update(few), others, null), "the others");

        var grown = (ContinualLearner<double>)((IGrowingClassifier<double>)learner.Clone()).WithFurtherClass();
        for (int row = 0; row < rows; row++)
        {
            grown.Learn(few.Input(row), few.Target(row), new double[6]);
        }

        Assert.IsGreaterThan(0.7, ContinualEvaluation.Accuracy(grown, test, null), "row by row");
    }

    [TestMethod]
    public void A_row_far_from_all_is_said_to_be_is_sure_of_nothing_and_teaches_a_known_class_only_when_it_is_not_alone()
    {
        var learner = ContinualLearner<double>.Create(2, Small with { GivesProbabilities = true }).Update(Overlapping(600, 1));
        double[] far = [900_000, 890_000], probabilities = new double[2];
        learner.Predict(far, probabilities);
        Assert.IsLessThan(0.8, probabilities.Max());
        for (int row = 0; row < 7; row++)
        {
            var refused = learner.Learn(far, [0], probabilities);
            Assert.AreEqual((UpdateVerdict.Skipped, UpdateReason.Spike, AlarmReason.Spike), (refused.Verdict, refused.Reason, refused.Alarm));
        }

        Assert.AreEqual(AlarmReason.None, learner.Learn([50_000, 0], [0], probabilities).Alarm);
        var grown = (ContinualLearner<double>)((IGrowingClassifier<double>)learner.Clone()).WithFurtherClass();
        var opened = grown.Learn(far, [2], new double[3]);
        Assert.AreEqual((UpdateVerdict.Applied, UpdateReason.None), (opened.Verdict, opened.Reason), "of a class of its own");
        learner.Learn(far, [0], probabilities);
        Assert.AreEqual(UpdateVerdict.Applied, learner.Learn(far, [0], probabilities).Verdict, "the ninth of its kind");
    }

    [TestMethod]
    [DataRow("DATA")]
    [DataRow("RanPAC")]
    public void Probabilities_are_as_often_right_as_they_say_also_after_updates(string machine)
    {
        ContinualOptions options = machine == "DATA" ? Small : new RanPacOptions { ProjectionSize = 150 };
        var learner = ContinualLearner<double>.Create(2, options with { GivesProbabilities = true }).Update(Overlapping(1500, 1));
        var test = Overlapping(4000, 2);
        Assert.IsLessThan(0.03, Excess(learner, test), "fitted");
        Assert.IsLessThan(0.02, Excess(learner.Update(Overlapping(1500, 3)), test), "a second task");
        var more = Overlapping(1500, 4);
        for (int row = 0; row < more.Count; row++)
        {
            learner.Learn(more.Input(row), more.Target(row), new double[2]);
        }

        Assert.IsLessThan(0.02, Excess(learner, test), "row by row");
    }

    [TestMethod]
    [DataRow("nearest mean")]
    [DataRow("streaming LDA")]
    [DataRow("DATA")]
    public void An_input_that_deviates_a_thousandth_in_the_first_task_is_of_use_in_the_next(string machine)
    {
        var learner = Make(machine).Update(Places(100, 1, 1e-3, 0)).Update(Places(100, 2, 1, 1));
        Assert.IsGreaterThan(0.97, ContinualEvaluation.Accuracy(learner, Places(200, 3, 1, 1), null), "the second task");
        Assert.IsGreaterThan(0.97, ContinualEvaluation.Accuracy(learner, Places(200, 4, 1e-3, 0), null), "the first");
    }

    [TestMethod]
    [DataRow("nearest mean")]
    [DataRow("streaming LDA")]
    [DataRow("DATA")]
    public void A_first_task_of_one_row_is_not_the_measure_of_all(string machine)
    {
        TrainingRows<double> one = new(Inputs, 1), all = Raw(200, 1);
        one.Add(all.Input(0), all.Target(0));
        Assert.IsGreaterThan(0.97, ContinualEvaluation.Accuracy(Make(machine).Update(one).Update(all), Raw(200, 2), null));
    }

    private static ContinualLearner<double> Make(string machine) => machine switch
    {
        "nearest mean" => new NearestMeanClassifier<double>(Inputs, new()),
        "streaming LDA" => new StreamingLda<double>(Inputs, new()),
        _ => new DataClassifier<double>(Inputs, Small),
    };

    /// <summary>Classes that lie near each other.</summary>
    private static TrainingRows<double> Near(int rowsPerClass, ulong seed, params int[] classes)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
        var rows = new TrainingRows<double>(Inputs, 1);
        double[] input = new double[Inputs];
        for (int row = 0; row < rowsPerClass; row++)
        {
            foreach (int label in classes)
            {
                var place = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], (ulong)label + 1000);
                for (int i = 0; i < Inputs; i++)
                {
                    input[i] = (2 * place.NextNormal()) + random.NextNormal();
                }

                rows.Add(input, [label]);
            }
        }

        return rows;
    }

    /// <summary>Two classes, ±1 with deviation 1, in units of a thousand.</summary>
    private static TrainingRows<double> Overlapping(int count, ulong seed)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
        var rows = new TrainingRows<double>(2, 1);
        for (int row = 0; row < count; row++)
        {
            bool isSecond = random.NextUniform() < 0.5;
            rows.Add([50_000 + (1000 * ((isSecond ? 1 : -1) + random.NextNormal())), 1000 * random.NextNormal()], [isSecond ? 1 : 0]);
        }

        return rows;
    }

    /// <summary>How much the cross-entropy lies above that of the true probabilities.</summary>
    private static double Excess(ContinualLearner<double> learner, TrainingRows<double> rows)
    {
        double excess = 0;
        double[] probabilities = new double[2];
        for (int row = 0; row < rows.Count; row++)
        {
            learner.Predict(rows.Input(row), probabilities);
            double second = 1 / (1 + Math.Exp(-2 * (rows.Input(row)[0] - 50_000) / 1000));
            excess += Math.Log((rows.Target(row)[0] == 1 ? second : 1 - second) / probabilities[(int)rows.Target(row)[0]]) / rows.Count;
        }

        return excess;
    }

    /// <summary>Two classes a task, which lie apart in four inputs of the task's own; the other four deviate by a share of it.</summary>
    private static TrainingRows<double> Places(int rowsPerClass, ulong seed, double rest, int task)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
        var rows = new TrainingRows<double>(Inputs, 1);
        for (int row = 0; row < 2 * rowsPerClass; row++)
        {
            double[] input = [.. Enumerable.Repeat(0.0, Inputs)];
            for (int i = 0; i < Inputs; i++)
            {
                bool isOwn = i / 4 == task;
                input[i] = isOwn ? (row % 2 == i % 2 ? 2 : 0) + (0.5 * random.NextNormal()) : rest * 0.5 * random.NextNormal();
            }

            rows.Add(input, [(2 * task) + (row % 2)]);
        }

        return rows;
    }

    /// <summary>Four classes, every input in units of its own.</summary>
    private static TrainingRows<double> Raw(int rowsPerClass, ulong seed)
    {
        var clouds = ClassClouds.Task<double>(Inputs, rowsPerClass, seed, 0, 1, 2, 3);
        var rows = new TrainingRows<double>(Inputs, 1);
        for (int row = 0; row < clouds.Count; row++)
        {
            rows.Add([.. clouds.Input(row).ToArray().Select((value, i) => Math.Pow(10, i - 3) * (value + 20))], clouds.Target(row));
        }

        return rows;
    }
}
