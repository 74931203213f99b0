using AdaptiveML.Kernels;
using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

[TestClass]
public sealed class TttFeaturizerTests
{
    private const int Inputs = Waves.Inputs;

    [TestMethod]
    [DataRow(TttForm.Published, 8)]
    [DataRow(TttForm.InContext, 8 + Inputs)]
    internal void A_fit_lowers_the_loss_and_leaves_the_learner_at_the_end_of_the_rows(TttForm form, int features)
    {
        var rows = Waves.Rows<float>(1200);
        var learner = TttFeaturizer<float>.Create(Inputs, new() { Width = 8, Form = form });
        var passes = learner.Fit(rows, new() { WindowsPerStep = 4, WindowRows = 64, MaximumPasses = 20 });

        Assert.IsLessThan(0.5 * passes[0].TrainingLoss, passes.Min(pass => pass.TrainingLoss));
        Assert.AreEqual((features, Inputs, features + 1 + Inputs), (learner.FeatureCount, learner.PredictionSize, learner.OutputSize));
        Assert.AreEqual(1200, learner.Counts.Applied);
        Assert.AreEqual(1, learner.Memory.Sequences.Live);
    }

    [TestMethod]
    [DataRow(TttForm.Published)]
    [DataRow(TttForm.InContext)]
    internal void The_prediction_is_in_the_units_of_the_rows_and_far_better_than_the_last_row(TttForm form)
    {
        var rows = Waves.Rows<float>(3000);
        var learner = Fitted(rows, 2500, new() { Width = 12, Form = form });
        float[] output = new float[learner.OutputSize];
        double error = 0, last = 0;
        for (int t = 2500; t < 2999; t++)
        {
            learner.Learn(rows.Input(t), [], output);
            for (int i = 0; i < Inputs; i++)
            {
                error += Math.Pow(output[learner.FeatureCount + 1 + i] - rows.Input(t + 1)[i], 2);
                last += Math.Pow(rows.Input(t)[i] - rows.Input(t + 1)[i], 2);
            }
        }

        Assert.IsLessThan(0.4 * last, error);
    }

    [TestMethod]
    public void A_label_is_learnt_from_this_row_and_those_before()
    {
        var rows = Streams.Drifting<float>(2000, 3);
        var learner = TttFeaturizer<float>.Create(3, new() { Width = 8, Objective = TttObjective.Label, Layer = new() { FilterSize = 4 } });
        var passes = learner.Fit(rows, new() { WindowsPerStep = 4, WindowRows = 64, MaximumPasses = 15 });
        Assert.AreEqual((1, 8 + 1 + 1), (learner.TargetSize, learner.OutputSize));
        Assert.IsLessThan(0.4, passes.Min(pass => pass.ValidationLoss), "half the variance is 0.5");
    }

    [TestMethod]
    public void Fixed_views_are_orthogonal_and_not_fitted()
    {
        var learner = TttFeaturizer<double>.Create(4, new() { Width = 8, Objective = TttObjective.FixedViews });
        string views = Convert.ToHexString(learner.Memory.Parameters.Bytes);
        Assert.IsEmpty(learner.Fit(Streams.Drifting<double>(100, 4, outputs: 0), new()));
        Assert.AreEqual(views, Convert.ToHexString(learner.Memory.Parameters.Bytes));
        Assert.AreEqual((0, 9), (learner.PredictionSize, learner.OutputSize));
        ReadOnlySpan<double> query = learner.Memory.Parameters.View<double>(learner.Memory.Parameters.Layout.Find("theta_Q")!.Value);
        for (int i = 0; i < 64; i++)
        {
            Assert.AreEqual(
                i / 8 == i % 8 ? 1 : 0, Reductions.Dot(query.Slice(i / 8 * Tile.Lanes, Tile.Lanes), query.Slice(i % 8 * Tile.Lanes, Tile.Lanes)), 1e-12);
        }
    }

    [TestMethod]
    [DataRow(MissingInput.LastGood)]
    [DataRow(MissingInput.Refuse)]
    public void A_row_of_which_nothing_is_known_leaves_the_features_as_they_were(MissingInput missing)
    {
        var rows = Waves.Rows<float>(60);
        var learner = TttFeaturizer<float>.Create(Inputs, new() { Width = 8, Gate = new() { MissingInput = missing } });
        learner.Learn(rows, 0, 50);
        float[] last = new float[learner.OutputSize], blank = new float[learner.OutputSize];
        learner.Learn(rows.Input(50), [], last);
        byte[] state = learner.Memory.Sequence.View<float>(learner.Memory.Sequence.Layout.Find("W")!.Value).ToArray().SelectMany(BitConverter.GetBytes)
            .ToArray();
        var result = learner.Learn([float.NaN, float.PositiveInfinity, float.NaN], [], blank);

        Assert.AreEqual((UpdateVerdict.Rejected, UpdateReason.NonFiniteInput), (result.Verdict, result.Reason));
        CollectionAssert.AreEqual(
            state, learner.Memory.Sequence.View<float>(learner.Memory.Sequence.Layout.Find("W")!.Value).ToArray().SelectMany(BitConverter.GetBytes).ToArray());
        Assert.IsTrue(missing == MissingInput.Refuse ? blank.All(float.IsNaN) : blank.SequenceEqual(last));
    }

    [TestMethod]
    public void A_missing_input_is_imputed_and_the_row_learnt_from()
    {
        var rows = Streams.Drifting<float>(60, Inputs, outputs: 0);
        var learner = TttFeaturizer<float>.Create(Inputs, new() { Width = 8 });
        learner.Learn(rows, 0, 50);
        float[] output = new float[learner.OutputSize], row = rows.Input(50).ToArray();
        var result = learner.Learn([row[0], float.NaN, row[2]], [], output);
        Assert.AreEqual((UpdateVerdict.Applied, UpdateReason.ImputedInput), (result.Verdict, result.Reason));
        Assert.IsTrue(output.All(float.IsFinite));
    }

    [TestMethod]
    public void A_state_that_is_not_finite_begins_anew_and_is_counted()
    {
        var rows = Streams.Drifting<float>(100, Inputs, outputs: 0);
        var learner = TttFeaturizer<float>.Create(Inputs, new() { Width = 8, Gate = GateOptions.Open });
        float[] fresh = learner.Clone() is { } other ? other.Learn(rows, 60, 100) : [], output = new float[learner.OutputSize];
        learner.Learn(rows, 0, 50);
        learner.Memory.Sequence.View<float>(learner.Memory.Sequence.Layout.Find("W")!.Value)[2] = float.NaN;
        var result = learner.Learn(rows.Input(50), [], output);
        Assert.AreEqual((UpdateVerdict.RolledBack, UpdateReason.StateReset, 1L), (result.Verdict, result.Reason, learner.Count(UpdateReason.StateReset)));
        float[] after = learner.Learn(rows, 60, 100);
        CollectionAssert.AreEqual(fresh, after);
    }

    [TestMethod]
    public void For_the_rows_behind_a_new_beginning_nothing_was_predicted_and_there_is_no_output_to_repeat()
    {
        const int Horizon = 3;
        var rows = Streams.Drifting<float>(100, Inputs, outputs: 0);
        var learner = TttFeaturizer<float>.Create(Inputs, new() { Width = 8, Horizon = Horizon });
        float[] output = new float[learner.OutputSize];
        learner.Learn(rows, 0, 50);
        learner.Memory.Sequence.View<float>(learner.Memory.Sequence.Layout.Find("W")!.Value)[2] = float.NaN;
        Assert.AreEqual(UpdateReason.StateReset, learner.Learn(rows.Input(50), [], output).Reason);

        learner.Predict([float.NaN, float.NaN, float.NaN], output);
        Assert.IsTrue(output.All(float.IsNaN), "the output of the row before is not that of this sequence");
        for (int row = 51; row < 60; row++)
        {
            Assert.AreEqual(row < 51 + Horizon, double.IsNaN(learner.Learn(rows.Input(row), [], output).Loss), $"row {row}");
        }
    }

    [TestMethod]
    public void Observing_and_learning_lead_to_the_same_features()
    {
        var rows = Waves.Rows<float>(200);
        var (observed, learnt) = (TttFeaturizer<float>.Create(Inputs, new() { Width = 8 }), TttFeaturizer<float>.Create(Inputs, new() { Width = 8 }));
        observed.Mode = UpdateMode.StateOnly;
        for (int t = 0; t < 199; t++)
        {
            observed.Observe(rows.Input(t));
            learnt.Learn(rows.Input(t), [], new float[learnt.OutputSize]);
        }

        CollectionAssert.AreEqual(learnt.Learn(rows, 199, 200), observed.Learn(rows, 199, 200));
    }

    [TestMethod]
    public void What_the_options_do_not_allow_is_refused_by_name()
    {
        void Refused(string name, TttFeaturizerOptions options) =>
            Assert.Contains(name, Assert.Throws<ArgumentException>(() => TttFeaturizer<float>.Create(3, options)).ParamName ?? "");

        Refused("Width", new() { Width = 0 });
        Refused("width", new() { Width = 9 });
        Refused("Horizon", new() { Horizon = 0 });
        Refused("PredictedInputs", new() { PredictedInputs = 4 });
        Refused("SequenceLength", new() { SequenceLength = 4, Horizon = 4 });
        Refused("Form", new() { Form = TttForm.InContext, Objective = TttObjective.Label });
        Refused("MaximumSequences", new() { MaximumSequences = 0 });
    }

    private static TttFeaturizer<float> Fitted(TrainingRows<float> rows, int count, TttFeaturizerOptions options)
    {
        var learner = TttFeaturizer<float>.Create(Inputs, options);
        learner.Fit(Waves.First(rows, count), new() { WindowsPerStep = 4, WindowRows = 64, MaximumPasses = 15 });
        return learner;
    }
}
