using AdaptiveML.Online;
using AdaptiveML.Pipeline.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline.Tests.Engine;

[TestClass]
public sealed class OnlineEngineTests : IDisposable
{
    private static readonly MLContext Context = Sample.Context;

    /// <summary>The model between two stages that an engine must run as well.</summary>
    private static readonly ITransformer Chained = new TransformerChain<ITransformer>(
        Context.Transforms.CopyColumns("Copied", "Index").Fit(Sample.View),
        Sample.Model,
        Context.Transforms.CopyColumns("Last", "Score").Fit(Sample.Model.Transform(Sample.View)));

    private readonly OnlineEngine<Row, Scored> _engine = Engine(Sample.Model);
    private readonly Row _row = new() { Features = [1, 2, 3], Label = 20 };

    public void Dispose() => _engine.Dispose();

    [TestMethod]
    public void Predict_is_pure()
    {
        _engine.Learn(_row);

        float first = _engine.Predict(_row).Score;

        Assert.AreEqual(first, _engine.Predict(_row).Score);
        _engine.Predict(Sample.Rows[5]);
        Assert.AreEqual(first, _engine.Predict(_row).Score);
    }

    [TestMethod]
    public void A_member_that_the_model_has_no_column_for_is_named()
    {
        var exception = Assert.Throws<Exception>(() => Context.Model.CreateOnlineEngine<Row, Mistyped>(Sample.Model));

        Assert.Contains("Skore", exception.Message);
    }

    [TestMethod]
    public void Learn_gives_the_prediction_made_before_the_update()
    {
        float before = _engine.Predict(_row).Score;
        var scored = new Scored();

        var result = _engine.Learn(_row, ref scored);

        Assert.AreEqual(before, scored.Score);
        Assert.AreEqual(UpdateVerdict.Applied, result.Verdict);
        Assert.AreNotEqual(before, _engine.Predict(_row).Score);
    }

    [TestMethod]
    public void Stages_before_and_behind_are_run_and_the_destination_is_the_callers_own()
    {
        using var engine = Context.Model.CreateOnlineEngine<Row, Last>(Chained.SavedAndLoaded());
        var last = new Last();
        var same = last;
        for (int i = 0; i < 50; i++)
        {
            engine.Predict(Sample.Rows[i], ref last);
            Assert.AreEqual(Sample.Scores[i], last.Value);
            Assert.AreEqual(i, last.Copied);
            engine.Observe(Sample.Rows[i]);
        }

        Assert.AreSame(same, last);
    }

    [TestMethod]
    public void Two_engines_over_one_model_are_independent_and_the_model_stays()
    {
        using var other = Engine(Sample.Model);
        float untouched = other.Predict(_row).Score;

        _engine.Learn(_row);

        Assert.AreEqual(untouched, other.Predict(_row).Score);
        CollectionAssert.AreEqual(Sample.Scores, Sample.Model.Transform(Sample.View).GetColumn<float>("Score").ToArray());
    }

    [TestMethod]
    public void A_row_without_a_known_label_is_observed()
    {
        using var observing = Engine(Sample.Model);

        var result = _engine.Learn(new Row { Features = _row.Features, Label = float.NaN });
        observing.Observe(_row);

        Assert.AreEqual(UpdateReason.MissingTarget, result.Reason);
        Assert.AreEqual(observing.Predict(_row).Score, _engine.Predict(_row).Score);
    }

    [TestMethod]
    public void A_row_that_the_learner_refuses_leaves_no_trace()
    {
        float before = _engine.Predict(_row).Score;

        var result = _engine.Learn(new Row { Features = [float.NaN, 0, 0], Label = 1 });

        Assert.AreEqual(UpdateVerdict.Rejected, result.Verdict);
        Assert.AreEqual(UpdateReason.NonFiniteInput, result.Reason);
        Assert.AreEqual(before, _engine.Predict(_row).Score);
    }

    [TestMethod]
    public void Rows_count_even_if_nothing_of_ours_is_read()
    {
        using var blind = Context.Model.CreateOnlineEngine<Row, Blind>(Sample.Model);
        blind.Learn(_row);
        blind.Observe(_row);
        _engine.Learn(_row);
        _engine.Observe(_row);

        Assert.AreEqual(_engine.Counts, blind.Counts);
        CollectionAssert.AreEqual(Hash(_engine.ToTransformer()), Hash(blind.ToTransformer()));
    }

    [TestMethod]
    public void Rows_count_even_if_nothing_that_they_need_is_in_the_output()
    {
        var inputs = Context.Transforms.CopyColumns("Inputs", "Features").Fit(Sample.View);
        var model = LeakyTransformer.Over(inputs.GetOutputSchema(Sample.View.Schema), features: "Inputs");
        var drop = Context.Transforms.DropColumns("Score", "Inputs").Fit(model.Transform(inputs.Transform(Sample.View)));
        using var engine = Context.Model.CreateOnlineEngine<Row, Blind>(new TransformerChain<ITransformer>(inputs, model, drop));

        Assert.AreEqual(UpdateVerdict.Applied, engine.Learn(_row).Verdict);
    }

    [TestMethod]
    public void Counts_are_those_of_the_verdicts_given()
    {
        _engine.Learn(_row);
        _engine.Learn(_row);
        _engine.Observe(_row);
        _engine.Predict(_row);
        _engine.Learn(new Row { Features = [float.NaN, 0, 0] });

        Assert.AreEqual(new UpdateCounts(Applied: 2, Skipped: 1, Rejected: 1, RolledBack: 0), _engine.Counts);
    }

    [TestMethod]
    public void A_snapshot_brings_everything_back()
    {
        _engine.Learn(_row);
        float then = _engine.Predict(_row).Score;
        var snapshot = _engine.Snapshot();
        var counts = _engine.Counts;
        _engine.Learn(_row);
        _engine.Learn(_row);

        _engine.Restore(snapshot);

        Assert.AreEqual(then, _engine.Predict(_row).Score);
        Assert.AreEqual(counts, _engine.Counts);
    }

    [TestMethod]
    public void A_result_that_cannot_be_written_says_that_the_row_was_learnt()
    {
        using var engine = Context.Model.CreateOnlineEngine<Row, Unwritable>(Sample.Model);
        var result = new Unwritable();

        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => engine.Learn(_row, ref result));

        Assert.Contains("was learnt", exception.Message);
        Assert.IsNotNull(exception.InnerException);
        Assert.AreEqual(1, engine.Counts.Applied);
        engine.Learn(_row);
        Assert.AreEqual(2, engine.Counts.Applied, "without a result nothing is written");
    }

    [TestMethod]
    public void The_mode_of_an_engine_is_its_own_and_not_saved()
    {
        using var following = Engine(Sample.Model, new() { Mode = UpdateMode.StateOnly });
        var scored = new Scored();
        for (int i = 0; i < 50; i++)
        {
            following.Learn(Sample.Rows[i], ref scored);
            Assert.AreEqual(Sample.Scores[i], scored.Score);
        }

        using var next = Engine(following.ToTransformer());
        Assert.AreEqual(UpdateVerdict.Applied, next.Learn(_row).Verdict);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Engine(Sample.Model, new() { Mode = (UpdateMode)9 }));
    }

    [TestMethod]
    public void ToTransformer_gives_the_whole_model_as_it_is_now_and_for_ever()
    {
        using var engine = Engine(Chained);
        engine.Learn(_row);
        var now = engine.ToTransformer();
        float[] scores = [.. now.Transform(Sample.View).GetColumn<float>("Last")];

        engine.Learn(_row);

        Assert.AreNotEqual(Sample.Scores[0], scores[0]);
        CollectionAssert.AreEqual(scores, now.Transform(Sample.View).GetColumn<float>("Last").ToArray());
        Assert.AreNotSame(Chained, now);
    }

    [TestMethod]
    public void A_label_made_for_training_only_is_not_asked_of_the_rows()
    {
        var label = Context.Transforms.CopyColumns("Target", "Label").Fit(Sample.View);
        var model = new TransformerChain<ITransformer>([label, Sample.Model], [TransformerScope.TrainTest, TransformerScope.Everything]);
        using var engine = Context.Model.CreateOnlineEngine<Unlabelled, Scored>(model.SavedAndLoaded(), new() { IgnoreMissingColumns = true });

        Assert.AreEqual(Sample.Scores[0], engine.Predict(new Unlabelled { Features = Sample.Rows[0].Features }).Score);
        Assert.HasCount(2, (TransformerChain<ITransformer>)engine.ToTransformer());
    }

    [TestMethod]
    public void A_label_of_another_type_is_named_when_it_is_to_be_learnt()
    {
        using var engine = Context.Model.CreateOnlineEngine<DoubleLabelled, Scored>(Sample.Model, new() { IgnoreMissingColumns = true });

        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => engine.Learn(new DoubleLabelled()));

        Assert.Contains("'Label'", exception.Message);
        Assert.Contains("Double", exception.Message);
    }

    [TestMethod]
    public void A_missing_row_is_an_error_and_the_engine_stays_usable()
    {
        float before = _engine.Predict(_row).Score;

        Assert.ThrowsExactly<ArgumentNullException>(() => _engine.Predict(null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => _engine.Observe(null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => _engine.Learn(null!));

        Assert.AreEqual(before, _engine.Predict(_row).Score);
    }

    [TestMethod]
    public void A_model_must_have_an_online_stage()
    {
        var copy = Context.Transforms.CopyColumns("Copy", "Label").Fit(Sample.View);

        Assert.Contains("no online transformer", Assert.ThrowsExactly<InvalidOperationException>(() => Engine(copy)).Message);
    }

    private static OnlineEngine<Row, Scored> Engine(ITransformer model, OnlineEngineOptions? options = null) =>
        Context.Model.CreateOnlineEngine<Row, Scored>(model, options);

    private static byte[] Hash(ITransformer model) => ((OnlineTransformer)model).Model.CreateLearner().Memory.Hash();

    private sealed class Last
    {
        [ColumnName("Last")]
        public float Value { get; set; }

        public float Copied { get; set; }
    }

    private sealed class Blind
    {
        public float Index { get; set; }
    }

    private sealed class Unlabelled
    {
        [VectorType(3)]
        public float[] Features { get; set; } = [0, 0, 0];
    }

    private sealed class DoubleLabelled
    {
        [VectorType(3)]
        public float[] Features { get; set; } = [0, 0, 0];

        public double Label { get; set; }
    }

    private sealed class Mistyped
    {
        public float Skore { get; set; }
    }

    private sealed class Unwritable
    {
        public float Score
        {
            get => 0;
            set => throw new NotSupportedException($"{value}");
        }
    }
}
