using AdaptiveML.Learners.Comodulation;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>What a prediction says besides the probabilities.</summary>
[TestClass]
public sealed class TaskPredictionTests
{
    /// <summary>Without rows held back every task of the fit keeps its couplings.</summary>
    private static readonly ComodulationOptions Coupled = RelatedTasks.Small with { Fit = RelatedTasks.Small.Fit with { ValidationFraction = 0 } };

    private static readonly TrainingRows<float> Rows = RelatedTasks.Rows<float>(4, 30, seed: 3);

    [TestMethod]
    public void Of_two_classes_the_margin_is_the_logarithm_of_the_odds()
    {
        var learner = RelatedTasks.Fit<float>(Coupled).ForTask("b").CreateLearner();
        float[] prediction = new float[4];
        for (int row = 0; row < Rows.Count; row++)
        {
            learner.Predict(Rows.Input(row), prediction);

            Assert.AreEqual(Math.Log((double)prediction[1] / prediction[0]), prediction[3], 1e-4 * Math.Max(1, Math.Abs(prediction[3])));
            Assert.AreEqual(-prediction[3], prediction[2]);
        }
    }

    [TestMethod]
    public void Of_several_classes_that_of_the_likeliest_alone_is_positive()
    {
        var rows = new TrainingRows<double>(1, 1);
        for (int i = 0; i < 90; i++)
        {
            rows.Add([(i % 3) - 1 + (0.01 * (i % 7))], [i % 3]);
        }

        var learner = ComodulationTrainer.Fit(rows, 3, [], new() { HiddenSizes = [8], Fit = new() { MaximumPasses = 20, LearningRate = 0.02 } })
            .CreateLearner();
        double[] prediction = new double[6];
        for (int row = 0; row < 30; row++)
        {
            learner.Predict(rows.Input(row), prediction);
            int likeliest = Array.IndexOf(prediction, prediction[..3].Max());

            Assert.AreEqual(likeliest, Array.FindIndex(prediction[3..], margin => margin > 0));
            Assert.AreEqual(-prediction[3 + likeliest], prediction[3..].Where(margin => margin <= 0).Max(), 1e-12);
        }
    }

    [TestMethod]
    public void Relevance_is_that_of_the_task_that_the_row_names()
    {
        var model = RelatedTasks.Fit<float>(Coupled).Adapt(
            "new", RelatedTasks.Rows<float>(4, 24), RelatedTasks.Small.Adaptation with { Method = AdaptationMethod.Comodulation });
        var (learner, plain) = (model.CreateLearner(givesRelevance: true), model.CreateLearner());
        float[] prediction = new float[learner.OutputSize], expected = new float[4];
        foreach (string name in (string[])["new", "a", "stranger"])
        {
            var row = new RowContext { Sequence = SequenceKey.Of(name) };
            learner.Predict(row, Rows.Input(0), prediction);
            plain.Predict(row, Rows.Input(0), expected);

            CollectionAssert.AreEqual(expected, prediction[..4]);
            CollectionAssert.AreEqual(name == "stranger" ? Ones(18) : [.. model[name].Factor], prediction[4..22], name);
            CollectionAssert.AreEqual(name == "new" ? [.. model[name].Gain] : Ones(7), prediction[22..], name);
        }

        Assert.HasCount(25, model.UnitNames);
        Assert.AreEqual(29, prediction.Length);

        static float[] Ones(int count) => [.. Enumerable.Repeat(1f, count)];
    }

    [TestMethod]
    public void A_task_that_is_a_number_is_found_by_number_and_by_text()
    {
        var rows = new TrainingRows<float>(RelatedTasks.Inputs, 1);
        for (int row = 0; row < Rows.Count; row++)
        {
            var task = (row / RelatedTasks.Clusters % 3) switch { 0 => SequenceKey.Of(-7), 1 => SequenceKey.Of("-7"), _ => SequenceKey.Of("007") };
            rows.Add(Rows.Input(row), Rows.Target(row), new() { Sequence = task });
        }

        var learner = ComodulationTrainer.Fit(rows, 2, ["-7", "007"], RelatedTasks.Small).CreateLearner();
        float[] number = new float[4], text = new float[4];
        learner.Predict(new() { Sequence = SequenceKey.Of(-7) }, Rows.Input(0), number);
        learner.Predict(new() { Sequence = SequenceKey.Of("-7") }, Rows.Input(0), text);

        CollectionAssert.AreEqual(number, text);
        Assert.AreEqual(UpdateVerdict.Applied, learner.Learn(new() { Sequence = SequenceKey.Of(-7) }, Rows.Input(0), [1], number).Verdict);
        Assert.AreEqual(
            UpdateReason.NothingToLearn,
            learner.Learn(new() { Sequence = SequenceKey.Of(7) }, Rows.Input(0), [1], number).Reason,
            "007 is no number as usually written");
    }

    [TestMethod]
    public void Rows_of_the_fit_that_cannot_be_used_are_left_out()
    {
        var more = RelatedTasks.PrimaryRows<float>(90);
        more.Add([1, 2, float.NaN, 4, 5], [1], new() { Sequence = SequenceKey.Of("a") });
        more.Add([1, 2, float.PositiveInfinity, 4, 5], [1], new() { Sequence = SequenceKey.Of("b") });

        Assert.Throws<ArgumentException>(() => Fit(NothingButBroken()));
        Assert.IsTrue(RelatedTasks.Probabilities(Fit(more).ForTask("a"), Rows).All(float.IsFinite));

        static ComodulationModel<float> Fit(TrainingRows<float> rows) => ComodulationTrainer.Fit(rows, 2, RelatedTasks.Primary, RelatedTasks.Small);

        static TrainingRows<float> NothingButBroken()
        {
            var rows = new TrainingRows<float>(1, 1);
            rows.Add([float.NaN], [1], new() { Sequence = SequenceKey.Of("a") });
            rows.Add([1], [1], new() { Sequence = SequenceKey.Unknown });
            return rows;
        }
    }
}
